/** HubSpot's v3 signature: what holds, what is refused and why, and the SDK as a second opinion. */
import { Signature } from '@hubspot/api-client';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  SIGNATURE_WINDOW_MS,
  signatureOf,
  signatureProblem,
  signedUri,
  type SignedRequest,
} from '../../src/hubspot/signature.js';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const NOW = 1_795_000_000_000;
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

const request = {
  method: 'POST',
  uri: 'https://partnership.example.com/api/deal-card?userId=7&portalId=62515&userEmail=ana%40example.com',
  body: bytes('{"dealId":"901"}'),
  timestamp: String(NOW),
};
const signed = (changes: Partial<SignedRequest> = {}, secret = SECRET): SignedRequest => ({
  ...request,
  signature: signatureOf({ ...request, ...changes }, secret),
  ...changes,
});
const verdict = (one: SignedRequest, now = NOW): string => signatureProblem(one, SECRET, now) ?? 'holds';
const { signature = '' } = signed();

describe('the URI that is signed', () => {
  it.each([
    ['%3A', ':'],
    ['%2F', '/'],
    ['%3F', '?'],
    ['%40', '@'],
    ['%21', '!'],
    ['%24', '$'],
    ['%27', "'"],
    ['%28', '('],
    ['%29', ')'],
    ['%2A', '*'],
    ['%2C', ','],
    ['%3B', ';'],
  ])('has %s as %s', (encoded, plain) => {
    expect(signedUri(`https://a.example/b?c=${encoded}${encoded}d`)).toBe(
      `https://a.example/b?c=${plain}${plain}d`,
    );
  });

  it.each(['%20', '%26', '%3D', '%25', '%253A', '%23', '%2B', '%3a', '%C3%A9', '%', '%4', '+'])(
    'has %s as it came in',
    (kept) => {
      expect(signedUri(`https://a.example/b?c=${kept}`)).toBe(`https://a.example/b?c=${kept}`);
    },
  );
});

describe('a request of HubSpot’s', () => {
  it('has the signature that the documentation’s recipe gives', () => {
    const plain = request.uri.replace('%40', '@');
    const byTheSdk = Signature.getSignature('POST', 'v3', {
      signature: '',
      clientSecret: SECRET,
      url: plain,
      requestBody: '{"dealId":"901"}',
      timestamp: NOW,
    });
    expect(signature).toBe(byTheSdk);
  });

  it.each([
    ['now', 0],
    ['five minutes old', SIGNATURE_WINDOW_MS],
    ['of a clock five minutes ahead', -SIGNATURE_WINDOW_MS],
  ])('holds when it is %s', (_when, agoMs) => {
    expect(verdict(signed(), NOW + agoMs)).toBe('holds');
  });

  it('holds whatever bytes its body has', () => {
    expect(verdict(signed({ body: new Uint8Array([0xff, 0x00, 0xc3]) }))).toBe('holds');
    expect(verdict(signed({ body: new Uint8Array() }))).toBe('holds');
  });
});

describe('refused', () => {
  it.each<[string, SignedRequest, string]>([
    ['no signature', signed({ signature: undefined }), 'missing'],
    ['no timestamp', { ...signed(), timestamp: undefined }, 'missing'],
    ['another secret', signed({}, 'another'), 'mismatch'],
    ['another method', { ...signed(), method: 'PUT' }, 'mismatch'],
    ['another host', { ...signed(), uri: request.uri.replace('partnership', 'evil') }, 'mismatch'],
    ['another protocol', { ...signed(), uri: request.uri.replace('https', 'http') }, 'mismatch'],
    ['another path', { ...signed(), uri: request.uri.replace('deal', 'home') }, 'mismatch'],
    ['another portal', { ...signed(), uri: request.uri.replace('62515', '62516') }, 'mismatch'],
    ['a parameter more', { ...signed(), uri: `${request.uri}&portalId=1` }, 'mismatch'],
    ['an encoded letter', { ...signed(), uri: request.uri.replace('portalId', 'port%61lId') }, 'mismatch'],
    ['a sign encoded twice', { ...signed(), uri: request.uri.replace('%40', '%2540') }, 'mismatch'],
    ['lower-case digits', { ...signed(), uri: request.uri.replace('7&', '7%2c&') }, 'mismatch'],
    ['another body', { ...signed(), body: bytes('{"dealId":"902"}') }, 'mismatch'],
    ['the body written anew', { ...signed(), body: bytes('{ "dealId": "901" }') }, 'mismatch'],
    ['another timestamp', { ...signed(), timestamp: String(NOW + 1) }, 'mismatch'],
    ['a digit moved from timestamp to body', { ...signed(), body: bytes('{"dealId":"901"}1') }, 'mismatch'],
    ['an empty signature', signed({ signature: '' }), 'mismatch'],
    ['base64url', signed({ signature: Buffer.from(signature, 'base64').toString('base64url') }), 'mismatch'],
    ['a blank after it', signed({ signature: `${signature} ` }), 'mismatch'],
    ['base64 without its end', signed({ signature: signature.replace(/=+$/, '') }), 'mismatch'],
    ['hex', signed({ signature: Buffer.from(signature, 'base64').toString('hex') }), 'mismatch'],
    ['twice the header', signed({ signature: `${signature}, ${signature}` }), 'mismatch'],
    ['letters beyond ASCII', signed({ signature: 'é'.repeat(44) }), 'mismatch'],
    ['words for a timestamp', signed({ timestamp: 'now' }), 'timestamp_invalid'],
    ['seconds with a point', signed({ timestamp: `${NOW}.5` }), 'timestamp_invalid'],
    ['an exponent', signed({ timestamp: '1795e9' }), 'timestamp_invalid'],
    ['a hex number', signed({ timestamp: `0x${NOW.toString(16)}` }), 'timestamp_invalid'],
    ['a blank before it', signed({ timestamp: ` ${NOW}` }), 'timestamp_invalid'],
    ['a negative one', signed({ timestamp: `-${NOW}` }), 'timestamp_invalid'],
    ['an empty one', signed({ timestamp: '' }), 'timestamp_invalid'],
    ['seconds for milliseconds', signed({ timestamp: String(NOW / 1000) }), 'timestamp_off'],
    ['more than five minutes old', signed({ timestamp: String(NOW - 300_001) }), 'timestamp_off'],
    ['more than five minutes ahead', signed({ timestamp: String(NOW + 300_001) }), 'timestamp_off'],
  ])('%s', (_name, one, problem) => {
    expect(verdict(one)).toBe(problem);
  });

  it('everything, where the secret is empty', () => {
    expect(signatureProblem(signed({}, ''), '', NOW)).toBe('missing');
  });

  it('everything, where the clock tells no time', () => {
    expect(signatureProblem(signed(), SECRET, Number.NaN)).toBe('timestamp_off');
  });
});

describe('laws', () => {
  const anyRequest = fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
    uri: fc.webUrl({ withQueryParameters: true }),
    body: fc.uint8Array({ maxLength: 200 }),
    ageMs: fc.integer({ min: -SIGNATURE_WINDOW_MS, max: SIGNATURE_WINDOW_MS }),
    secret: fc.string({ minLength: 1, unit: 'grapheme' }),
  });
  const made = ({ ageMs, secret, ...rest }: typeof anyRequest extends fc.Arbitrary<infer T> ? T : never) => {
    const unsigned = { ...rest, timestamp: String(NOW - ageMs) };
    return { ...unsigned, signature: signatureOf(unsigned, secret) };
  };

  it('what is signed with the secret holds, and with any other does not', () => {
    fc.assert(
      fc.property(anyRequest, fc.string({ minLength: 1 }), (drawn, other) => {
        fc.pre(other !== drawn.secret && drawn.secret.length < 64 && other.length < 64);
        expect(signatureProblem(made(drawn), drawn.secret, NOW)).toBeNull();
        // HMAC fills a short key up with zeros: "a" and "a\0" are one key.
        fc.pre(other.replace(/\0+$/, '') !== drawn.secret.replace(/\0+$/, ''));
        expect(signatureProblem(made(drawn), other, NOW)).toBe('mismatch');
      }),
    );
  });

  it('one bit of the body or one character of the signature changed, and it does not hold', () => {
    fc.assert(
      fc.property(anyRequest, fc.nat(), fc.nat({ max: 7 }), (drawn, at, bit) => {
        const one = made(drawn);
        if (one.body.length > 0) {
          const body = Uint8Array.from(one.body);
          const index = at % body.length;
          body[index] = (body[index] ?? 0) ^ (1 << bit);
          expect(signatureProblem({ ...one, body }, drawn.secret, NOW)).toBe('mismatch');
        }
        const place = at % one.signature.length;
        const other = one.signature[place] === 'A' ? 'B' : 'A';
        const forged = one.signature.slice(0, place) + other + one.signature.slice(place + 1);
        expect(signatureProblem({ ...one, signature: forged }, drawn.secret, NOW)).toBe('mismatch');
      }),
    );
  });

  it('decoding leaves none of the twelve, and no other URI behind', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), (uri) => {
        const plain = signedUri(uri);
        expect(plain).not.toMatch(/%(?:3A|2F|3F|40|21|24|27|28|29|2A|2C|3B)/);
        expect(decodeURIComponent(signedUri(encodeURIComponent(uri)))).toBe(uri);
      }),
    );
  });
});
