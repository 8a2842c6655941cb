@NullMarked
package io.nowornever.lab.page;

import org.jspecify.annotations.NullMarked;
