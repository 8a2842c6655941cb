/**
 * What the literature does about overload, as small processes that speak the contract on
 * the wire and write the journals that the ledger reads.
 */
@NullMarked
package io.nowornever.lab.baseline;

import org.jspecify.annotations.NullMarked;
