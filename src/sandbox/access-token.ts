import * as z from 'zod';
import { notFound } from './api-error.js';
import { OWNERS } from './owners.js';
import type { Portal } from './portal.js';
import type { Answer, ApiRequest } from './route.js';
import { tokenScopes } from './scopes.js';

const APP_ID = 3_310_577;

/** `POST /oauth/v2/private-apps/get/access-token-info`: what a private app's token may do, told to whoever has it. */
export function accessTokenInfo(portal: Portal, request: ApiRequest): Answer {
  const { tokenKey } = request.body(z.object({ tokenKey: z.string() }));
  if (tokenKey !== portal.accessToken) throw notFound('The private app access token does not exist');
  return {
    status: 200,
    body: {
      userId: OWNERS[0]?.userId ?? 0,
      hubId: portal.portalId,
      appId: APP_ID,
      scopes: tokenScopes(portal.settings),
      isUserToken: false,
    },
  };
}
