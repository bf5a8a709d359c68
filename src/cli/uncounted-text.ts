import type { UncountedCounts } from '../operations/uncounted.js';
import { many } from './many.js';

/** Example: "120 deals in pipelines that are not counted", "3 deals opted out". Nothing where every deal is counted. */
export function uncountedLines({
  pipeline_ignored: ignored,
  opted_out: out,
}: UncountedCounts): readonly string[] {
  return [
    ...(ignored === 0 ? [] : [`${many(ignored, 'deal')} in pipelines that are not counted`]),
    ...(out === 0 ? [] : [`${many(out, 'deal')} opted out`]),
  ];
}
