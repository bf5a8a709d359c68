/** The portal's ids of our labels between deals and companies; HubSpot gives them when setup makes the labels. */
import * as z from 'zod';
import { AppError } from '../errors.js';
import type { LabelTag } from '../operations/tagging-port.js';
import { associationsPath } from './paths.js';
import { TAG_LABELS } from './schema.js';
import type { Transport } from './transport.js';

const labelList = z.object({
  results: z.array(
    z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish().catch(null) }),
  ),
});

/** Our labels by name, and the ids of all that the portal has. */
export class TagLabels {
  readonly #idByLabel: ReadonlyMap<string, number>;

  constructor(idByLabel: ReadonlyMap<string, number>) {
    this.#idByLabel = idByLabel;
  }

  static async read(transport: Transport): Promise<TagLabels> {
    const path = associationsPath('deals', 'companies', '/labels');
    const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: labelList });
    const ours = new Set(TAG_LABELS.map(({ label }) => label));
    return new TagLabels(
      new Map(
        data.results.flatMap(({ category, typeId, label }) =>
          category === 'USER_DEFINED' && label != null && ours.has(label) ? [[label, typeId] as const] : [],
        ),
      ),
    );
  }

  /**
   * The id of the label that stands for a tag. A portal without room for every label has the plain one of each role: a
   * motion that has none there is kept in the deal's tag history alone.
   */
  idOf(tag: LabelTag): number {
    const label = labelOf(tag);
    const id = this.#idByLabel.get(label) ?? this.#idByLabel.get(labelOf({ ...tag, motion: null }));
    if (id !== undefined) return id;
    throw new AppError(
      'setup_missing',
      `The portal has no association label “${label}” between deals and companies.`,
      'Run partnership setup, or create what is missing on the settings page; then do this again.',
    );
  }

  /** Whether one of our labels has that id. */
  isOurs(typeId: number): boolean {
    return [...this.#idByLabel.values()].includes(typeId);
  }

  /** "Partner sourced: referral" */
  nameOf(typeId: number): string {
    return [...this.#idByLabel].find(([, id]) => id === typeId)?.[0] ?? String(typeId);
  }
}

/** A proposal has one label a role, whatever its motion. */
function labelOf(tag: LabelTag): string {
  const motion = tag.state === 'proposed' ? null : tag.motion;
  const found = TAG_LABELS.find(
    (one) => one.role === tag.role && one.state === tag.state && one.motion === motion,
  );
  if (found === undefined) throw new Error(`no label for ${JSON.stringify(tag)}`);
  return found.label;
}
