/** Lets reads through and nothing else: in observe mode no request leaves that could change a portal. */
import { AppError } from '../errors.js';
import type { Method, Send } from './send.js';

/** What HubSpot reads by POST: searches, batches that are read, and what a token may do. */
const READS = [/\/search$/, /\/batch\/read$/, /^\/oauth\/v2\/private-apps\/get\/access-token-info$/] as const;

/** Whether a request reads. What is not known to read is taken to write. */
export function isRead(method: Method, path: string): boolean {
  if (method === 'GET') return true;
  const bare = path.replace(/\?.*$/, '');
  return method === 'POST' && READS.some((read) => read.test(bare));
}

/**
 * Wraps a sender.
 * @throws AppError `observe_mode`, before anything is sent, for whatever does not read.
 */
export const readOnlySend =
  (send: Send): Send =>
  async (method, path, body) => {
    if (isRead(method, path)) return send(method, path, body);
    throw new AppError(
      'observe_mode',
      'Nothing was written to the portal: this is observe mode, which reads and works out only.',
      'Run it without --observe, and with PARTNERSHIP_OBSERVE empty, once you want it to write.',
    );
  };
