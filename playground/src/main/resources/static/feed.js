// Follows what the lab tells.

/**
 * Hands over each entry, then says that for now there are no more. The first entry of a feed that begins anew is of type start: what is known is to be
 * forgotten. Where the lab does not answer, it says so once and goes on trying.
 */
export function follow(take, drawn, lost) {
  const feed = new EventSource('api/events');
  feed.addEventListener('message', ({ data }) => {
    for (const { type, data: content } of JSON.parse(data)) take(type, content);
    drawn();
  });
  feed.addEventListener('error', lost);
}
