/** Which of a portal's pipelines count, as its mapping says by name; HubSpot's deals know pipelines by id. */
import * as z from 'zod';
import type { MappedPipeline, Mapping } from '../domain/mapping.js';
import { AppError } from '../errors.js';
import { pipelinesPath } from './paths.js';
import type { Transport } from './transport.js';

export type PipelineUse = MappedPipeline['use'];

export interface DealPipelines {
  /** Looks the pipelines up, once; nothing is asked for where the mapping names none. */
  ready(): Promise<void>;
  /** How the deals of a pipeline count. */
  useOf(id: string | null): PipelineUse;
  /** Every pipeline that counts otherwise than by deal type: its id and how, by id. To be asked once it is ready. */
  special(): readonly (readonly [id: string, use: PipelineUse])[];
}

/** Where every pipeline counts. */
export const ALL_COUNT: DealPipelines = {
  ready: () => Promise.resolve(),
  useOf: () => 'count',
  special: () => [],
};

const pipelineList = z.object({ results: z.array(z.object({ id: z.string(), label: z.string() })) });

/** The pipelines of a portal under its mapping. */
export function dealPipelines(transport: Transport, { pipelines, version }: Mapping): DealPipelines {
  if (pipelines.length === 0) return ALL_COUNT;
  let uses: ReadonlyMap<string, PipelineUse> | null = null;
  let reading: Promise<void> | null = null;
  const read = async (): Promise<void> => {
    try {
      uses = await readUses(transport, pipelines, version);
    } finally {
      // What was refused may be mended by the next time.
      reading = null;
    }
  };
  const known = (): ReadonlyMap<string, PipelineUse> => {
    if (uses === null) throw new Error('a deal is read before the pipelines are known');
    return uses;
  };
  return {
    ready: () => (uses === null ? (reading ??= read()) : Promise.resolve()),
    useOf: (id) => known().get(id ?? '') ?? 'count',
    special: () => [...known()].filter(([, use]) => use !== 'count').sort(([a], [b]) => (a < b ? -1 : 1)),
  };
}

async function readUses(
  transport: Transport,
  mapped: readonly MappedPipeline[],
  version: string,
): Promise<ReadonlyMap<string, PipelineUse>> {
  const path = pipelinesPath('deals');
  const { data } = await transport.call({ method: 'GET', repeatable: true, path, schema: pipelineList });
  const gone = mapped.filter(({ label }) => !data.results.some((one) => one.label === label));
  if (gone.length > 0) {
    const named = gone.map(({ label }) => `“${label}”`).join(', ');
    throw new AppError(
      'mapping_outdated',
      `The mapping ${version} names ${gone.length === 1 ? 'the pipeline' : 'the pipelines'} ${named}, and the portal has no such pipeline any more.`,
      'Run partnership map check: it shows the line to change. Nothing was written.',
    );
  }
  const useOf = new Map(mapped.map(({ label, use }) => [label, use]));
  return new Map(data.results.map(({ id, label }) => [id, useOf.get(label) ?? 'count']));
}
