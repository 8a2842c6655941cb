/**
 * The control room on the lab's page.
 */
@NullMarked
package io.nowornever.lab.page;

import org.jspecify.annotations.NullMarked;
