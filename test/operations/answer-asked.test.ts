/** A dry run that is asked for on a page; what cannot be read there asks for nothing. */
import { describe, expect, it } from '@jest/globals';
import { instant } from '../../src/domain/calendar.js';
import { AppError } from '../../src/errors.js';
import { answerAsked } from '../../src/operations/answer-asked.js';
import type { PortalData } from '../../src/operations/portal-data-port.js';

const clock = { now: () => instant(0) };
const failing = (code: 'portal_data_unreadable' | 'crm_unreachable'): PortalData => ({
  read: () => Promise.reject(new AppError(code, 'It cannot be read.', 'Mend it.')),
  write: () => Promise.reject(new Error('nothing is written')),
});
const never = () => Promise.reject(new Error('no dry run is made'));

describe('a dry run that is asked for', () => {
  it('is none where the record that asks cannot be read: the sync goes on', async () => {
    expect(await answerAsked({ data: failing('portal_data_unreadable'), clock }, never)).toBeNull();
  });

  it('is tried again where the portal does not answer', async () => {
    await expect(answerAsked({ data: failing('crm_unreachable'), clock }, never)).rejects.toMatchObject({
      code: 'crm_unreachable',
    });
  });
});
