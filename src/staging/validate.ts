/** Validates a staged project with no HubSpot account: HubSpot's own parser first, then what it would let pass. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { http } from '@hubspot/local-dev-lib/http';
import { isTranslationError, translate } from '@hubspot/project-parsing-lib/translate';

import { PROJECT_CHECKS } from './checks.js';
import { readStagedProject } from './staged-project.js';
import { COMPONENT_SCHEMAS } from './schemas.js';

/** Any account: the validator wants one to download schemas for, and gets ours. */
const ACCOUNT = 1;

type HttpGet = typeof http.get;

/** Lets HubSpot's validator run offline: its one download answers our schemas. */
const withOwnSchemas = async <T>(work: () => Promise<T>): Promise<T> => {
  const download: HttpGet = http.get;
  http.get = (() => Promise.resolve({ data: COMPONENT_SCHEMAS })) as unknown as HttpGet;
  try {
    return await work();
  } finally {
    http.get = download;
  }
};

interface ParserAnswer {
  readonly problems: readonly string[];
  readonly skipped: readonly string[];
}

const askParser = async (folder: string, platformVersion: string): Promise<ParserAnswer> => {
  const context = { projectSourceDir: folder, platformVersion, accountId: ACCOUNT };
  try {
    const { skippedHsMetaFiles } = await withOwnSchemas(() => translate(context));
    return { problems: [], skipped: skippedHsMetaFiles };
  } catch (error) {
    if (isTranslationError(error)) return { problems: [error.toString(false)], skipped: [] };
    return { problems: [error instanceof Error ? error.message : String(error)], skipped: [] };
  }
};

/** The platform that a project file names; empty where it names none. */
export const readPlatformVersion = async (projectFile: string): Promise<string> => {
  const project = JSON.parse(await readFile(projectFile, 'utf8')) as { platformVersion?: string };
  return project.platformVersion ?? '';
};

/**
 * Finds everything that is wrong with a staged project.
 * @param folder the project's `srcDir`
 * @param projectFile its `hsproject.json`
 * @returns one message a problem, in HubSpot's words where HubSpot has them; none for a good project.
 */
export const validateProject = async (folder: string, projectFile: string): Promise<readonly string[]> => {
  const { problems, skipped } = await askParser(folder, await readPlatformVersion(projectFile));
  const project = await readStagedProject(folder);
  return [
    ...problems,
    ...skipped.map(
      (file) => `${file} would be skipped without a word: component files stand in app/ or app/<folder>/.`,
    ),
    ...PROJECT_CHECKS.flatMap((check) => check(project)).map((text) => text.replaceAll(path.sep, '/')),
  ];
};
