/** `partnership sandbox --portal NAME`: a portal that others have lived in. */
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { endAll, removeFolders, run, start } from './command-line.js';

afterEach(endAll);
afterAll(removeFolders);

describe('sandbox --portal', () => {
  it('runs the portal of that name, with an id of its own, and reset changes it', async () => {
    const running = await start(['sandbox', '--port', '0', '--portal', 'dropdown', '--json']);
    const { url, accessToken, portalId } = JSON.parse(await running.says('\n')) as {
      url: string;
      accessToken: string;
      portalId: number;
    };
    expect(portalId).toBe(48_210_078);
    const property = async (path: string) =>
      (
        await fetch(`${url}/crm/properties/2026-09/${path}`, {
          headers: { authorization: `Bearer ${accessToken}` },
        })
      ).status;
    const reset = async (body: object) =>
      (await fetch(`${url}/__sandbox__/reset`, { method: 'POST', body: JSON.stringify(body) })).status;
    expect(await property('deals/partner_name')).toBe(200);
    expect(await reset({ portal: 'elsewhere' })).toBe(400);
    expect(await property('deals/partner_name')).toBe(200);
    expect(await reset({ portal: 'contacts' })).toBe(200);
    expect(await reset({ seed: 9 })).toBe(200);
    expect([await property('deals/partner_name'), await property('contacts/contact_role')]).toEqual([
      404, 200,
    ]);
  });

  it('another name is exit 2', async () => {
    const { code, stderr } = await run(['sandbox', '--portal', 'elsewhere']);
    expect(code).toBe(2);
    expect(stderr).toContain('dropdown');
  });
});
