import { meaningIn } from '../domain/mapped-value.js';
import type { MappedTagProperty } from '../domain/mapping.js';
import type { NamedPartner } from '../operations/crm-port.js';
import { severalIn } from './mapped-values.js';

/**
 * The partners that a deal's own property names. One with several values names several, and a value that is known as a
 * whole is one, whatever semicolons it has.
 * @returns nobody for an empty property, and for values that mean nobody on purpose.
 */
export function namedPartners(
  text: string | null,
  mapped: MappedTagProperty | null,
): readonly NamedPartner[] {
  if (mapped === null || text === null) return [];
  const { values, role, motion } = mapped;
  const parts = meaningIn(values, text) === undefined ? severalIn(text) : [text.trim()];
  return [...new Set(parts)].flatMap((value): readonly NamedPartner[] => {
    const means = meaningIn(values, value);
    if (means === null) return [];
    return [{ value, role, motion, ...(means === undefined ? {} : { means }) }];
  });
}
