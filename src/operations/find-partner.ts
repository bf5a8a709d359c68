/** The one partner that somebody names on the command line. */
import { likeness } from '../domain/likeness.js';
import { partnerIndex } from '../domain/match-partner.js';
import type { ProgrammePartner } from '../domain/programme-facts.js';
import { AppError } from '../errors.js';

/** Names less alike than this help nobody. */
const ALIKE = 0.3;
const MOST_NEAREST = 5;

/**
 * The partner with this id, domain or name; never one that is merely alike.
 * @throws AppError `option_invalid` where nobody or more than one answers to it, with those whom it may mean.
 */
export function findPartner(partners: readonly ProgrammePartner[], text: string): ProgrammePartner {
  const match = partnerIndex(partners.map(({ profile }) => profile)).match(text);
  if (match.kind === 'matched') {
    const found = partners.find(({ profile }) => profile.id === match.partnerId);
    if (found !== undefined) return found;
  }
  const several = match.kind === 'ambiguous' ? new Set(match.partnerIds) : null;
  const named =
    several === null ? nearest(partners, text) : partners.filter(({ profile }) => several.has(profile.id));
  const list = named.map(spoken).join(', ');
  throw new AppError(
    'option_invalid',
    several === null
      ? `No partner is called ${JSON.stringify(text)}${list === '' ? '' : `; the nearest: ${list}`}.`
      : `${JSON.stringify(text)} means ${several.size} partners: ${list}.`,
    several === null
      ? 'Give the name in full, the domain or the id of a partner as the last sync saw it.'
      : 'Give the id of the one that is meant.',
  );
}

const nearest = (partners: readonly ProgrammePartner[], text: string): readonly ProgrammePartner[] =>
  partners
    .map((partner) => ({ partner, alike: likeness(partner.profile.name ?? '', text) }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, MOST_NEAREST)
    .map(({ partner }) => partner);

const spoken = ({ profile: { id, name } }: ProgrammePartner): string => `${name ?? 'without a name'} (${id})`;
