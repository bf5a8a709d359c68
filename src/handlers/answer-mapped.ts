/** One request under the mapping that holds, which is only known once the portal has said so. */
import { canonicalJson } from '../domain/canonical-json.js';
import { DEFAULT_MAPPING, type Mapping } from '../domain/mapping.js';
import type { Crm } from '../operations/crm-port.js';
import type { MappingInForce } from '../operations/in-force.js';
import type { PortalData } from '../operations/portal-data-port.js';
import type { ProgrammeCrm } from '../operations/programme-port.js';
import { answer, failed, type Handler, type HandlerAnswer, type HandlerDeps } from './handler.js';

/** The mapping that was in force when somebody last asked; a process remembers it from one request to the next. */
export class LastMapping {
  mapping: Mapping;
  constructor(mapping: Mapping = DEFAULT_MAPPING) {
    this.mapping = mapping;
  }
}

/** What a handler needs, but for the Crm, which a mapping makes. */
export interface MappedDeps extends Omit<HandlerDeps, 'crm'> {
  readonly crmUnder: (mapping: Mapping) => Crm;
  readonly last: LastMapping;
}

/**
 * Handles one request under the mapping that was last in force, and asks meanwhile which one is: no round is spent on it.
 * Where it is another, the answer is thrown away and the request handled once more under the right one. Until it is known,
 * nothing is written.
 */
export async function answerMapped<Input, View>(
  handler: Handler<Input, View>,
  input: unknown,
  { crmUnder, last, ...rest }: MappedDeps,
  onBug: (error: unknown) => void,
): Promise<HandlerAnswer<View>> {
  const assumed = last.mapping;
  const held = rest.mapping();
  const first = answer(
    handler,
    input,
    writingAfter(isAssumed(held, assumed), { ...rest, crm: crmUnder(assumed) }),
    (bug) => void held.then(({ mapping }) => (isSame(mapping, assumed) ? onBug(bug) : undefined), ignored),
  );
  let mapping: Mapping;
  try {
    ({ mapping } = await held);
  } catch (error) {
    return failed(error, onBug);
  }
  last.mapping = mapping;
  return isSame(mapping, assumed)
    ? first
    : answer(handler, input, { ...rest, crm: crmUnder(mapping) }, onBug);
}

const isSame = (one: Mapping, other: Mapping): boolean =>
  one === other || canonicalJson(one) === canonicalJson(other);

const ignored = (): void => undefined;

/** Ends a request that was begun under a mapping which is not in force; its answer is looked at by nobody. */
class OtherMapping extends Error {}

async function isAssumed(held: Promise<MappingInForce>, assumed: Mapping): Promise<void> {
  const { mapping } = await held;
  if (!isSame(mapping, assumed)) throw new OtherMapping('another mapping is in force');
}

/** The same, where each thing that changes the portal waits until it is known that it may. */
function writingAfter(known: Promise<void>, deps: HandlerDeps): HandlerDeps {
  // Most requests write nothing, and nobody else waits for it.
  known.catch(ignored);
  const { crm, data, programme } = deps;
  const after =
    <Args extends readonly unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await known;
      return write(...args);
    };
  const writes: Pick<Crm, 'update' | 'setTags' | 'createSchemaItem'> = {
    update: after((...args) => crm.update(...args)),
    setTags: after((...args) => crm.setTags(...args)),
    createSchemaItem: after((...args) => crm.createSchemaItem(...args)),
  };
  const write: PortalData['write'] = async (key, value) => {
    await known;
    await data.write(key, value);
  };
  const records: Pick<ProgrammeCrm, 'create' | 'update' | 'link'> = {
    create: after((...args) => programme.create(...args)),
    update: after((...args) => programme.update(...args)),
    link: after((...args) => programme.link(...args)),
  };
  return {
    ...deps,
    crm: { ...crm, ...writes },
    data: { ...data, write },
    programme: { ...programme, ...records },
  };
}
