/** A dry run that somebody asked for on the home page, in words. */
import { minuteText } from './home-words.js';
import type { AskedRun } from './portal-data-port.js';
import type { HomeDryRun } from './views/home-view.js';

/** What a dry run is, that one waits, or what came of the last. */
export function homeDryRun(asked: AskedRun | null, timeZone: string): HomeDryRun {
  if (asked === null) {
    return {
      sentences: [
        'A dry run reads what changed and shows what a sync would write, without writing anything.',
      ],
      mayAsk: true,
    };
  }
  const by = asked.askedBy === null ? '' : ` by ${asked.askedBy}`;
  const when = `Asked for on ${minuteText(asked.askedAt, timeZone)}${by}.`;
  if (asked.answer === null) {
    return {
      sentences: [
        when,
        'It is done by the process that syncs this portal: partnership worker, or npm start. Open this page again in a while.',
      ],
      mayAsk: false,
    };
  }
  const { at, planHash, sentences } = asked.answer;
  const apply = planHash === null ? [] : [`To write exactly this: partnership sync --plan ${planHash}`];
  return {
    sentences: [when, `Done on ${minuteText(at, timeZone)}:`, ...sentences, ...apply],
    mayAsk: true,
  };
}
