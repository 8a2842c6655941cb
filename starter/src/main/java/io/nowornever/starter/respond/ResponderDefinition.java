package io.nowornever.starter.respond;

import io.nowornever.respond.member.ResponderSettings;
import io.nowornever.respond.work.ServiceTime;
import io.nowornever.respond.work.TaskHandler;

/**
 * A responder that an application declares as a bean instead of as a method with
 * {@link io.nowornever.respond.Responder}.
 *
 * @param settings how it answers
 * @param handler does the tasks
 * @param serviceTime how long a task takes, as far as that is known
 */
public record ResponderDefinition(ResponderSettings settings, TaskHandler handler, ServiceTime serviceTime) {
}
