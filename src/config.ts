/**
 * Settings by environment or `.env`, read once at the entrance. The environment goes before the file.
 */
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { parseEnv } from 'node:util';
import * as z from 'zod';
import { AppError } from './errors.js';

export interface Config {
  /** Absent: the portal of `npm start`, where there is one. */
  readonly accessToken: string | null;
  /** Absent: HubSpot itself. */
  readonly apiUrl: string | null;
  /** Of the app, which HubSpot signs requests with; only the server needs it. */
  readonly clientSecret: string | null;
  /** The origin that HubSpot calls the server by; absent: where it listens. */
  readonly serverUrl: string | null;
  /** People who may confirm, decide and refuse tags in the hosted profile: user ids, or e-mails in lower case. */
  readonly managers: readonly string[];
  /** People who may change settings there. */
  readonly ops: readonly string[];
  /** Absent: embedded Postgres. */
  readonly databaseUrl: string | null;
  /** Folder of the embedded database, the demo portal and run reports. */
  readonly home: string;
  /** A policy file; absent: the defaults. */
  readonly policyFile: string | null;
  /** A mapping file; absent: `mapping.json` in the home where it is, else what is saved in the portal. */
  readonly mappingFile: string | null;
  /** Where alerts are posted to, with its secret path: never to be printed or logged. Null: nowhere. */
  readonly alertWebhook: string | null;
  /** How often the worker sends alerts, as typed: `24h`, or `off`. Null: with every sync where there is a webhook, else never. */
  readonly alertsEvery: string | null;
  /** Nothing is written to the portal, whatever a command is asked to do. */
  readonly observe: boolean;
  /** The port of servers; absent: each command's own. */
  readonly port: number | null;
  /** How much is logged as JSON lines on stderr; absent: nothing. */
  readonly logLevel: LogLevel | null;
}

const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

const optional = z
  .string()
  .transform((text) => (text.trim() === '' ? null : text.trim()))
  .nullable()
  .default(null);

/** "7, ana@example.com": HubSpot user ids and e-mail addresses. */
const people = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((one) => one.trim().toLowerCase())
      .filter((one) => one !== ''),
  )
  .refine((all) => all.every((one) => /^(\d+|[^@\s]+@[^@\s]+)$/.test(one)), {
    error: 'must be HubSpot user ids or e-mail addresses, with commas between',
  });

const url = (protocols: readonly string[]) =>
  optional.refine(
    (text) => text === null || (URL.canParse(text) && protocols.includes(new URL(text).protocol)),
    {
      error: `must be a URL that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    },
  );

/** "https://example.com", with or without a slash at its end; the whole URL is the origin, then. */
function isOrigin(text: string): boolean {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  return parsed !== null && parsed.href === `${parsed.origin}/`;
}

/** Messages name partners and deals: they go over https, or stay on this machine. */
function isWebhook(text: string): boolean {
  const parsed = URL.canParse(text) ? new URL(text) : null;
  return parsed?.protocol === 'https:' || (parsed?.protocol === 'http:' && parsed.hostname === '127.0.0.1');
}

const settings = z.object({
  HUBSPOT_ACCESS_TOKEN: optional,
  HUBSPOT_API_URL: url(['http:', 'https:']),
  HUBSPOT_CLIENT_SECRET: optional,
  PARTNERSHIP_SERVER_URL: url(['http:', 'https:']).refine((text) => text === null || isOrigin(text), {
    error: 'must have no path behind the host',
  }),
  PARTNERSHIP_MANAGERS: people,
  PARTNERSHIP_OPS: people,
  DATABASE_URL: url(['postgres:', 'postgresql:']),
  PARTNERSHIP_HOME: optional,
  PARTNERSHIP_POLICY: optional,
  PARTNERSHIP_MAPPING: optional,
  PARTNERSHIP_ALERT_WEBHOOK: optional.refine((text) => text === null || isWebhook(text), {
    error: 'must be a URL that starts with https://',
  }),
  PARTNERSHIP_ALERTS_EVERY: optional.refine(
    (text) => text === null || /^([1-9]\d{0,5}[smh]|off)$/.test(text),
    {
      error: 'must be a number and s, m or h, such as 24h, or off',
    },
  ),
  PARTNERSHIP_OBSERVE: z
    .string()
    .default('')
    .transform((text) => text.trim().toLowerCase())
    .pipe(z.enum(['', 'true', 'false'], { error: 'must be true or false' }))
    .transform((text) => text === 'true'),
  PORT: optional.refine((text) => text === null || (/^\d{1,5}$/.test(text) && Number(text) <= 65535), {
    error: 'must be a port number from 0 to 65535',
  }),
  LOG_LEVEL: z
    .string()
    .transform((text) => (text.trim() === '' ? null : text.trim().toLowerCase()))
    .nullable()
    .default(null)
    .pipe(z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).nullable()),
});

/** Every setting that the product reads; a test checks that each is documented. */
export const SETTINGS = Object.keys(settings.shape);

/**
 * Reads the settings.
 * @param env the environment.
 * @param folder where `.env` and the nearest package.json are looked for.
 * @throws AppError `config_invalid`, with every setting that is wrong. Values are not repeated: they may be secrets.
 */
export function readConfig(env: NodeJS.ProcessEnv, folder: string): Config {
  const parsed = settings.safeParse({ ...readEnvFile(folder), ...env });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new AppError(
      'config_invalid',
      `A setting is not valid: ${problems.join('; ')}.`,
      'Mend it in the environment or in .env; .env.example explains each.',
    );
  }
  const { data } = parsed;
  return {
    accessToken: data.HUBSPOT_ACCESS_TOKEN,
    apiUrl: data.HUBSPOT_API_URL,
    clientSecret: data.HUBSPOT_CLIENT_SECRET,
    serverUrl: data.PARTNERSHIP_SERVER_URL === null ? null : new URL(data.PARTNERSHIP_SERVER_URL).origin,
    managers: data.PARTNERSHIP_MANAGERS,
    ops: data.PARTNERSHIP_OPS,
    databaseUrl: data.DATABASE_URL,
    home: path.resolve(folder, data.PARTNERSHIP_HOME ?? defaultHome(folder)),
    policyFile: data.PARTNERSHIP_POLICY,
    mappingFile: data.PARTNERSHIP_MAPPING,
    alertWebhook: data.PARTNERSHIP_ALERT_WEBHOOK,
    alertsEvery: data.PARTNERSHIP_ALERTS_EVERY,
    observe: data.PARTNERSHIP_OBSERVE,
    port: data.PORT === null ? null : Number(data.PORT),
    logLevel: data.LOG_LEVEL,
  };
}

function readEnvFile(folder: string): NodeJS.Dict<string> {
  const file = path.join(folder, '.env');
  return existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
}

/** `.partnership` beside the nearest package.json, else in the home directory. */
function defaultHome(folder: string): string {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    if (existsSync(path.join(at, 'package.json'))) return path.join(at, '.partnership');
    if (at === path.dirname(at)) return path.join(homedir(), '.partnership');
  }
}
