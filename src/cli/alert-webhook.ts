/**
 * Alerts to a webhook, as Slack's incoming webhooks take them: `{text, blocks}`. The address is a secret: it is in no message and
 * in no log.
 */
import type { AlertChannel, AlertMessage } from '../operations/alert-port.js';

export interface WebhookSettings {
  readonly url: string;
  /** Ends a wait for an answer, and between two attempts. */
  readonly stop: AbortSignal;
  /** Of one attempt, its answer included. */
  readonly timeoutMs?: number;
  /** Waits between attempts. */
  readonly sleep?: (ms: number) => Promise<void>;
}

const ATTEMPTS = 3;
const TIMEOUT_MS = 10_000;
/** A receiver that asks for a longer wait is asked again by the next run. */
const LONGEST_WAIT_MS = 30_000;

type Attempt =
  | { readonly kind: 'taken' }
  /** `again`: it was certainly not taken, and may be in a moment. */
  | { readonly kind: 'not_taken'; readonly why: string; readonly again: boolean; readonly waitMs: number };

/** Posts messages; what was certainly not taken is tried up to three times. */
export function alertWebhook(settings: WebhookSettings): AlertChannel {
  const sleep = settings.sleep ?? pause;
  return {
    post: async (message) => {
      for (let attempt = 1; ; attempt += 1) {
        const end = await tryOnce(settings, message);
        if (end.kind === 'taken') return null;
        if (!end.again || attempt === ATTEMPTS || settings.stop.aborted) return end.why;
        await sleep(Math.min(Math.max(end.waitMs, 500 * 2 ** attempt), LONGEST_WAIT_MS));
      }
    },
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

async function tryOnce(
  { url, stop, timeoutMs = TIMEOUT_MS }: WebhookSettings,
  message: AlertMessage,
): Promise<Attempt> {
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': message.id },
      body: JSON.stringify(slackBody(message)),
      // The address of a redirect is none that somebody has set.
      redirect: 'manual',
      signal: AbortSignal.any([timeout, stop]),
    });
    // The answer's text says nothing that is needed, and may say anything.
    await response.body?.cancel();
    return response.ok ? { kind: 'taken' } : refusedBy(response);
  } catch (error) {
    const why = timeout.aborted
      ? `the webhook did not answer within ${timeoutMs / 1000} s`
      : `the webhook could not be reached${codeOf(error)}`;
    // Cut off or too late, it may have been taken: once more is left to the next run, with the same id.
    return { kind: 'not_taken', why, again: NEVER_REACHED.has(codeName(error)), waitMs: 0 };
  }
}

function refusedBy(response: Response): Attempt {
  const { status } = response;
  const seconds = Number(response.headers.get('retry-after') ?? '');
  return {
    kind: 'not_taken',
    why: `the webhook answered ${status}`,
    again: status === 429 || status >= 500,
    waitMs: Number.isFinite(seconds) ? seconds * 1000 : 0,
  };
}

/** Nothing was sent: there was nobody to send it to. */
const NEVER_REACHED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
]);

function codeName(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly code?: unknown } };
  return typeof cause?.code === 'string' ? cause.code : '';
}

const codeOf = (error: unknown): string => (codeName(error) === '' ? '' : ` (${codeName(error)})`);

/** Slack reads these three as markup. */
const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** Most characters of a section. */
const MOST = 2_900;

/** `text` alone says it all, for notifications and for receivers that know no blocks. */
export function slackBody({ lines }: AlertMessage): Record<string, unknown> {
  const head = `Partnership Manager: ${lines.length === 1 ? '1 alert' : `${lines.length} alerts`}`;
  const told = lines.map(({ title, text, overdue }) => ({
    title: escaped(overdue ? `Overdue – ${title}` : title),
    text: escaped(text),
  }));
  return {
    text: [head, ...told.map(({ title, text }) => `• ${title}. ${text}`)].join('\n'),
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: head } },
      ...told.map(({ title, text }) => ({
        type: 'section',
        // Asterisks in a name would end the bold.
        text: { type: 'mrkdwn', text: `*${title.replaceAll('*', '∗')}*\n${text}`.slice(0, MOST) },
      })),
    ],
  };
}
