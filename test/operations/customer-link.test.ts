import { describe, expect, it } from '@jest/globals';
import type { Link } from '../../src/operations/crm-port.js';
import { customerLink } from '../../src/operations/deal-facts.js';

const TAG = [{ role: 'sourced', state: 'confirmed', motion: null }] as const;
const link = (toId: string, more: Partial<Link> = {}): Link => ({ toId, primary: false, tags: [], ...more });

describe('the customer of a deal', () => {
  it.each<[string, readonly Link[], string | undefined]>([
    ['its primary company', [link('1'), link('2', { primary: true })], '2'],
    ['nobody where none is primary', [link('1'), link('2')], undefined],
    ['nobody where it has no company', [], undefined],
    [
      'nobody where the primary company carries a partner label',
      [link('1', { primary: true, tags: TAG })],
      undefined,
    ],
    [
      'the company under the label of end customers, before the primary one',
      [link('1', { primary: true }), link('2', { endCustomer: true })],
      '2',
    ],
    [
      'the end customer where a reseller is the primary company',
      [link('1', { primary: true, tags: TAG }), link('2', { endCustomer: true })],
      '2',
    ],
    [
      'the end customer though it carries a partner label',
      [link('1', { endCustomer: true, tags: TAG })],
      '1',
    ],
    [
      'the primary one of several end customers',
      [link('1', { endCustomer: true }), link('2', { endCustomer: true, primary: true })],
      '2',
    ],
    [
      'the end customer with the smallest id, in whatever order they come',
      [link('10', { endCustomer: true }), link('9', { endCustomer: true })],
      '9',
    ],
  ])('is %s', (_who, links, expected) => expect(customerLink(links)?.toId).toBe(expected));
});
