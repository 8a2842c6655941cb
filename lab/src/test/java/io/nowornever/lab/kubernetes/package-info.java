/**
 * The Helm chart: its manifests as they are rendered, and the rule by which consumers
 * scale.
 */
@NullMarked
package io.nowornever.lab.kubernetes;

import org.jspecify.annotations.NullMarked;
