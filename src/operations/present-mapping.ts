/** Which mapping holds, as a line of what is set up. */
import { displayDay } from '../domain/calendar.js';
import type { MappingInForce } from './in-force.js';
import type { SetUpArea } from './views/settings-view.js';

const NAME = 'What this portal’s own properties and labels mean';

/** Puts the mapping that holds in words: its version, who says so, and since when. */
export function presentMapping(held: MappingInForce, timeZone: string): SetUpArea {
  const { mapping, from } = held;
  const variant = from === 'default' ? 'default' : 'success';
  return { name: NAME, state: mapping.version, variant, details: [sentenceOf(held, timeZone)] };
}

function sentenceOf({ mapping: { version }, from, savedAt }: MappingInForce, timeZone: string): string {
  if (from === 'default') {
    return `The built-in mapping ${version} holds: HubSpot’s own properties, and none of yours. partnership map proposes one for this portal.`;
  }
  if (from === 'file' || savedAt === null) {
    return `Mapping ${version} holds: the file of PARTNERSHIP_MAPPING, which goes before what is saved in the portal.`;
  }
  return `Mapping ${version} holds since ${displayDay(savedAt, timeZone)}: partnership setup has saved it in the portal. Change the file, then run setup again.`;
}
