import { isAppError } from '../errors.js';
import type { TagRecord } from '../domain/tag-record.js';
import type { TagWriter } from '../operations/tagging-port.js';
import type { ReadLink } from './link-meanings.js';
import { encodeRulings } from './rulings.js';
import { DEAL_INPUTS } from './schema.js';
import { setTags } from './set-tags.js';
import { encodeTagHistory } from './tag-history.js';
import { TagLabels } from './tag-labels.js';
import type { Transport } from './transport.js';

/**
 * HubSpot behind the TagWriter port. The ids of our labels are asked for once.
 * @param read what the labels between a deal and its companies mean, once they are set.
 */
export function hubspotTagWriter(transport: Transport, read: ReadLink): TagWriter {
  let labels: Promise<TagLabels> | null = null;
  return {
    setTags: async (wanted) => {
      try {
        labels ??= TagLabels.read(transport);
        return await setTags(transport, await labels, read, wanted);
      } catch (error) {
        // They may be made meanwhile, and what could not be read may be read next time.
        if (isAppError(error)) labels = null;
        throw error;
      }
    },
    tagRecordChanges,
  };
}

const TEXTS: readonly (readonly [property: string, encode: (record: TagRecord) => string])[] = [
  [DEAL_INPUTS.rulings.name, ({ rulings }) => encodeRulings(rulings ?? [])],
  [DEAL_INPUTS.tagHistory.name, ({ history }) => encodeTagHistory(history ?? [])],
];

const tagRecordChanges: TagWriter['tagRecordChanges'] = (now, next) =>
  Object.fromEntries(
    TEXTS.flatMap(([property, encode]) => {
      const text = encode(next);
      return text === encode(now) ? [] : [[property, text === '' ? null : text]];
    }),
  );
