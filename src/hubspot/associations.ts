import * as z from 'zod';
import type { LinkedType, Links } from '../operations/crm-port.js';
import type { ReadLink, Target } from './link-meanings.js';
import { ASSOCIATION_READ_LIMIT, associationsPath } from './paths.js';
import { partialErrors, refuseOtherThanMissing } from './partial-errors.js';
import type { Transport } from './transport.js';

export type { Target } from './link-meanings.js';

const idText = z.union([z.string(), z.number()]).transform(String);

const batchRead = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: idText }),
      to: z.array(
        z.object({
          toObjectId: idText,
          associationTypes: z.array(
            z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() }),
          ),
        }),
      ),
      paging: z.object({ next: z.object({ after: z.string() }).nullish() }).nullish(),
    }),
  ),
  errors: partialErrors,
});

type BatchRead = z.infer<typeof batchRead>;

/**
 * Reads associations in batches of 1,000, and the rest of records with more links than one answer holds.
 * @throws AppError `crm_refused` where some were refused for another reason than that there are none.
 */
export async function readLinks(
  transport: Transport,
  from: LinkedType,
  to: LinkedType,
  ids: readonly string[],
  read: ReadLink,
): Promise<Links> {
  const targets = await readTargets(transport, from, to, ids);
  return new Map([...targets].map(([id, all]) => [id, all.map(read)]));
}

/** The same as HubSpot tells it, between any two types of objects. */
export async function readTargets(
  transport: Transport,
  from: string,
  to: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Target[]>> {
  const found = new Map<string, Target[]>();
  let open: readonly { id: string; after?: string }[] = [...new Set(ids)].map((id) => ({ id }));
  while (open.length > 0) {
    const batches = chunk(open, ASSOCIATION_READ_LIMIT);
    const answers = await Promise.all(batches.map((inputs) => readBatch(transport, from, to, inputs)));
    const results = answers.flatMap((answer) => answer.results);
    for (const { from: origin, to: targets } of results) {
      const known = found.get(origin.id) ?? [];
      known.push(...targets);
      found.set(origin.id, known);
    }
    open = results.flatMap(({ from: origin, paging }) =>
      paging?.next == null ? [] : [{ id: origin.id, after: paging.next.after }],
    );
  }
  return found;
}

async function readBatch(
  transport: Transport,
  from: string,
  to: string,
  inputs: readonly { id: string; after?: string }[],
): Promise<BatchRead> {
  const path = associationsPath(from, to, '/batch/read');
  const { data } = await transport.call({
    method: 'POST',
    repeatable: true,
    path,
    body: { inputs },
    schema: batchRead,
  });
  refuseOtherThanMissing(`associations from ${from} to ${to}`, data.errors);
  return data;
}

/** Cuts a list into parts of at most `size`. */
export function chunk<T>(values: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
    values.slice(index * size, (index + 1) * size),
  );
}
