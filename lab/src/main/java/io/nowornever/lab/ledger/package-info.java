/**
 * The ledger: from the services' journals, what became of each request, and why each lost
 * one was lost.
 */
@NullMarked
package io.nowornever.lab.ledger;

import org.jspecify.annotations.NullMarked;
