/** `npm run build:hubspot`: stages the profiles and refuses a project that HubSpot would refuse. */
import path from 'node:path';
import { parseArgs } from 'node:util';

import { AppError, isAppError } from '../errors.js';
import type { Profile } from './app-project.js';
import { readPolicyText } from './bundle-function.js';
import { readMappingText } from './mapping-text.js';
import { stageProject, writeProjectFile } from './stage.js';
import { readPlatformVersion, validateProject } from './validate.js';

const PLACEHOLDER_SERVER = 'https://partnership.example.com';

export interface BuildRequest {
  readonly root: string;
  readonly profiles: readonly Profile[];
  readonly policyText: string | null;
  readonly mappingText: string | null;
}

/** Where a profile's project stands: the folder of its components and its project file. */
const placeOf = (root: string, profile: Profile) =>
  profile.kind === 'private'
    ? { out: path.join(root, 'build/hubspot'), projectFile: path.join(root, 'hsproject.json') }
    : {
        out: path.join(root, 'build/hosted/src'),
        projectFile: path.join(root, 'build/hosted/hsproject.json'),
      };

/**
 * Stages and validates each profile.
 * @throws AppError `config_invalid` with every problem found.
 */
export const buildHubspot = async ({
  root,
  profiles,
  policyText,
  mappingText,
}: BuildRequest): Promise<readonly string[]> => {
  const platformVersion = await readPlatformVersion(path.join(root, 'hsproject.json'));
  const folders: string[] = [];
  for (const profile of profiles) {
    const { out, projectFile } = placeOf(root, profile);
    const policy = { kind: 'text', text: policyText, mappingText } as const;
    await stageProject({ root, profile, out, policy, platformVersion });
    if (profile.kind === 'hosted') {
      await writeProjectFile(path.dirname(projectFile), 'partnership-manager-hosted', 'src', platformVersion);
    }
    const problems = await validateProject(out, projectFile);
    if (problems.length > 0) {
      throw new AppError(
        'config_invalid',
        `The ${profile.kind} project in ${path.relative(root, out)} is not one that HubSpot would take:\n${problems
          .map((problem) => `- ${problem}`)
          .join('\n')}`,
        'Correct what each line names, then run `npm run build:hubspot` again.',
      );
    }
    folders.push(path.relative(root, path.dirname(projectFile)) || '.');
  }
  return folders;
};

/** An origin with https and nothing behind it, as HubSpot wants permitted URLs. */
export const readServerUrl = (value: string): string => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (url?.protocol !== 'https:' || url.pathname !== '/' || url.search !== '') {
    throw new AppError(
      'option_invalid',
      `The server URL ${value} is not an https origin.`,
      'Give it like https://partnership.example.com, without a path.',
    );
  }
  return url.origin;
};

interface Wish {
  readonly profile: string | undefined;
  readonly serverUrl: string | undefined;
}

const profilesOf = ({ profile, serverUrl }: Wish, say: (line: string) => void): readonly Profile[] => {
  if (profile !== undefined && profile !== 'private' && profile !== 'hosted') {
    throw new AppError('option_invalid', `There is no profile ${profile}.`, 'Use private or hosted.');
  }
  if (profile === 'private') return [{ kind: 'private' }];
  if (serverUrl === undefined) {
    say(`No --server-url and no PARTNERSHIP_SERVER_URL: the hosted project gets ${PLACEHOLDER_SERVER}.`);
  }
  const hosted: Profile = { kind: 'hosted', serverUrl: readServerUrl(serverUrl ?? PLACEHOLDER_SERVER) };
  return profile === 'hosted' ? [hosted] : [{ kind: 'private' }, hosted];
};

const readOptions = (args: readonly string[]): Wish => {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { profile: { type: 'string' }, 'server-url': { type: 'string' } },
    });
    return {
      profile: values.profile,
      serverUrl: values['server-url'] ?? process.env['PARTNERSHIP_SERVER_URL'],
    };
  } catch (cause) {
    throw new AppError(
      'option_invalid',
      cause instanceof Error ? cause.message : String(cause),
      'Usage: npm run build:hubspot [-- --profile private|hosted --server-url https://…]',
      { cause },
    );
  }
};

/** The command. @returns its exit code. */
export const main = async (root: string, args: readonly string[]): Promise<number> => {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  try {
    const profiles = profilesOf(readOptions(args), say);
    const policyText = await readPolicyText(process.env['PARTNERSHIP_POLICY']);
    const mappingText = await readMappingText(process.env['PARTNERSHIP_MAPPING']);
    const folders = await buildHubspot({ root, profiles, policyText, mappingText });
    for (const folder of folders) say(`Staged and validated: hs project upload, run in ${folder}`);
    return 0;
  } catch (error) {
    if (!isAppError(error)) throw error;
    say(`${error.message}\n${error.next}`);
    return error.exitCode;
  }
};
