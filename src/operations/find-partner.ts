/** The one partner that somebody names on the command line. */
import { likeness } from '../domain/likeness.js';
import { partnerIndex } from '../domain/match-partner.js';
import type { ProgrammePartner } from '../domain/programme-facts.js';
import { AppError } from '../errors.js';

/** Names less alike than this help nobody. */
const ALIKE = 0.3;
const MOST_NEAREST = 5;

type Named = Pick<ProgrammePartner, 'profile'>;

/**
 * The partner with this id, domain or name; never one that is merely alike.
 * @param called what those are among whom it is looked for.
 * @throws AppError `option_invalid` where nobody or more than one answers to it, with those whom it may mean.
 */
export function findPartner<P extends Named>(partners: readonly P[], text: string, called = 'partner'): P {
  const match = partnerIndex(partners.map(({ profile }) => profile)).match(text);
  if (match.kind === 'matched') {
    const found = partners.find(({ profile }) => profile.id === match.partnerId);
    if (found !== undefined) return found;
  }
  const several = match.kind === 'ambiguous' ? new Set(match.partnerIds) : null;
  const named: readonly Named[] =
    several === null ? nearest(partners, text) : partners.filter(({ profile }) => several.has(profile.id));
  const list = named.map(spoken).join(', ');
  throw new AppError(
    'option_invalid',
    several === null
      ? `No ${called} is called ${JSON.stringify(text)}${list === '' ? '' : `; the nearest: ${list}`}.`
      : `${JSON.stringify(text)} means ${several.size} partners: ${list}.`,
    several === null
      ? 'Give the name in full, the domain or the id of a partner as the last sync saw it.'
      : 'Give the id of the one that is meant.',
  );
}

const nearest = (partners: readonly Named[], text: string): readonly Named[] =>
  partners
    .map((partner) => ({ partner, alike: likeness(partner.profile.name ?? '', text) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST_NEAREST)
    .map(({ partner }) => partner);

const spoken = ({ profile: { id, name } }: Named): string => `${name ?? 'without a name'} (${id})`;
