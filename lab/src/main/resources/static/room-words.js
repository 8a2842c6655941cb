// What things are called, and what they mean.
export const OUTCOMES = ['answered', 'timed_out', 'no_responders', 'refused', 'failed', 'disconnected', 'rejected'];

export const words = (name) => name.replaceAll('_', ' ');

/** What the law adds up besides outcomes. */
export const OPEN = { in_flight: 'in flight', producer_died: 'lost with their producer' };

export const CAUSES = {
  answered_late: 'The answer was made, but the time for it was over.',
  reply_lost: 'A consumer answered in time, and the answer did not reach its producer.',
  died_working: 'A worker had begun it and did not end it: its consumer died, or still works on it.',
  died_waiting: 'A consumer had it in its line, and no worker took it: the consumer died or stopped, or it waits there still.',
  stale: 'Its turn came when nobody waited for it any more, so the consumer skipped it.',
  dropped: 'It came to a consumer whose client library had no place for it and threw it away.',
  never_received: 'It was sent, and no consumer ever received it: lost at the broker or on the way.',
  unknown: 'No journal tells of it any more: what a consumer wrote at that time was thrown away.',
};

export const POLICY = {
  delivery: { core: 'core: at most once', durable: 'durable: kept in a stream' },
  overload: { none: 'none: work on everything', skip: 'skip what nobody waits for', 'pending-limit': 'pending-limit: drop beyond one', gate: 'gate: refuse early' },
  balance: { group: 'anybody of the group', 'least-wait': 'least-wait: who answers first' },
};

export const POLICY_LABELS = { delivery: 'Delivery', overload: 'Overload', balance: 'Who is asked' };

export function age(millis) {
  const seconds = Math.max(0, Math.round(millis / 1000));
  if (seconds < 60) return seconds + ' s';
  return seconds < 3600 ? Math.floor(seconds / 60) + ' min' : Math.floor(seconds / 3600) + ' h';
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
export const clock = (millis) => clockTime.format(millis);

export const perSecond = (rate) => (rate >= 100 ? Math.round(rate).toLocaleString('en') : rate >= 10 ? rate.toFixed(0) : rate.toFixed(1)) + '/s';

export function millis(number) {
  if (number === null || number === undefined) return '–';
  return number < 1000 ? Math.round(number) + ' ms' : Number((number / 1000).toPrecision(3)) + ' s';
}
