/** `partnership setup --export` and `--apply`: a configuration from one portal to another, by names. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ValueChange } from '../domain/value-changes.js';
import { writeMapping } from '../files/mapping-file.js';
import { parseSetUp, writeSetUp } from '../files/setup-file.js';
import { unwritable } from '../files/unwritable.js';
import {
  applySetUp,
  compareSetUp,
  isSame,
  type Applied,
  type ApplyDeps,
  type SetUpDifference,
} from '../operations/apply-setup.js';
import { exportSetUp } from '../operations/export-setup.js';
import { refuseStopped } from '../operations/preflight.js';
import type { CommandContext } from './command-context.js';
import { itemText, unavailableLines } from './item-text.js';
import { many } from './many.js';
import { holdingIn } from './policy-in-force.js';
import type { PortalConnection } from './portal-connection.js';
import { openPortal } from './portal-connection.js';
import { preflightOf } from './portal-preflight.js';
import { readTextFile } from './read-text-file.js';

/** Writes what holds in a portal into a file. */
export async function exportTo(
  file: string,
  portal: PortalConnection,
  { out }: Pick<CommandContext, 'out'>,
  json: boolean,
): Promise<void> {
  const setUp = await exportSetUp(portal.crm, portal.holding);
  try {
    await writeFile(file, writeSetUp(setUp));
  } catch (error) {
    throw unwritable(file, error);
  }
  const { mapping, policy, items } = setUp;
  out(
    json
      ? `${JSON.stringify({ file, mapping: mapping.version, policy: policy.version, items: items.length })}\n`
      : `  exported   mapping ${mapping.version}, policy ${policy.version}, settings, ${many(items.length, 'item')} by name → ${file}\n` +
          `  In the other account: npx partnership setup --apply ${file} --dry-run\n`,
  );
}

/** Compares a file with a portal, shows what differs, and applies it. */
export async function applyFrom(
  file: string,
  context: CommandContext,
  { dryRun, json }: { readonly dryRun: boolean; readonly json: boolean },
): Promise<void> {
  const { config, out, say, stop } = context;
  const wanted = parseSetUp(readTextFile(file), path.basename(file));
  const portal = await openPortal(config, stop);
  try {
    say(`Partnership Manager   ${portal.name}   ${path.basename(file)}\n`);
    refuseStopped(await preflightOf(portal, wanted.mapping, () => null));
    const deps: ApplyDeps = {
      crm: portal.crm,
      data: portal.data,
      clock: portal.clock,
      saved: holdingIn(portal.data, { policy: null, mapping: null }),
      mappingText: writeMapping,
    };
    const difference = await compareSetUp(deps, wanted);
    const tell = json ? say : out;
    tell(differenceText(difference));
    const applied =
      dryRun || isSame(difference)
        ? null
        : await applySetUp(deps, wanted, difference, (item) => tell(`  created ${itemText(item)}\n`));
    if (json) out(`${JSON.stringify({ dryRun, difference, applied })}\n`);
    else if (applied !== null) out(appliedText(applied));
    else if (!isSame(difference))
      out(`  Nothing was written. Apply it: npx partnership setup --apply ${file}\n`);
    for (const words of filesHolding(config)) tell(`  ${words}\n`);
  } finally {
    await portal.close();
  }
}

/** A file of ops goes before what is saved in the portal: applying it is then no news to their commands. */
function filesHolding({ policyFile, mappingFile }: CommandContext['config']): readonly string[] {
  return [
    ...(policyFile === null ? [] : ['PARTNERSHIP_POLICY is set: here its policy holds, whatever is saved.']),
    ...(mappingFile === null
      ? []
      : ['PARTNERSHIP_MAPPING is set: here its mapping holds, whatever is saved.']),
  ];
}

const SHOWN = 60;

function quoted(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = JSON.stringify(value);
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text;
}

/** What applying changes, line by line. */
function differenceText(difference: SetUpDifference): string {
  const { create, unavailable, unknown, more } = difference;
  const changes = (name: string, all: readonly ValueChange[]): readonly string[] =>
    all.map(({ key, from, to }) => `  ${name.padEnd(10)} ${key}: ${quoted(from)} → ${quoted(to)}`);
  const lines = [
    ...changes('mapping', difference.mapping),
    ...changes('policy', difference.policy),
    ...changes('settings', difference.settings),
    ...create.map((item) => `  create     ${itemText(item)}`),
    ...unavailable.map((item) => `  cannot     ${itemText(item)}: ${item.reason}`),
    ...unknown.map(
      ({ kind, name }) =>
        `  unknown    ${kind} ${name}: this version does not know it; update Partnership Manager`,
    ),
    ...(more.length === 0
      ? []
      : [`  stays      ${many(more.length, 'item')} that the file does not have: nothing is deleted`]),
  ];
  if (isSame(difference)) lines.unshift('  The portal has all of it already: nothing differs.');
  return `${lines.join('\n')}\n`;
}

function appliedText({ created, unavailable, saved, noPlace }: Applied): string {
  const lines = [
    `  applied    ${many(created.length, 'item')} created${saved.length === 0 ? '' : `; saved: ${saved.join(', ')}`}`,
    ...unavailableLines(unavailable),
    ...(noPlace.length === 0
      ? []
      : [
          `  not saved: ${noPlace.join(', ')}. The portal has no place for it (custom objects): keep mapping and policy in files, with PARTNERSHIP_MAPPING and PARTNERSHIP_POLICY.`,
        ]),
  ];
  return `${lines.join('\n')}\n`;
}
