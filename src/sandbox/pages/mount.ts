/** Serves the record pages of a sandbox portal: records that look as HubSpot shows them, with the real cards. */
import express, { type Express, type Request, type Response } from 'express';

import {
  type Assets,
  bulkActionsOn,
  type CardBundle,
  cardsOn,
  extensionsAt,
  findAssets,
  readCards,
} from './assets.js';
import { sendPage } from './document.js';
import { functionRoute } from './function-route.js';
import { loopbackHostOnly, sameOriginOnly } from './guard.js';
import { readListQuery } from './list-address.js';
import type { PageView } from './page-view.js';
import { type PortalApi, PortalAnswerError } from './portal-api.js';
import { editRoute, propertiesRoute } from './property-route.js';
import { COMPANY_FILTERS, readCompaniesPage } from './read-companies.js';
import { DEAL_FILTERS, readDealsPage } from './read-deals.js';
import { readCompanyPage, readDealPage } from './read-record.js';
import { readTourPage } from './read-tour.js';

/** The portal that the pages show, which is the server that they are mounted on. */
export interface RecordPagesOptions {
  readonly accessToken: string;
  readonly portalId: number;
  /** JSON text of the attribution policy; null is the default policy. */
  readonly policyText?: string | null;
  /** JSON text of the mapping; null: what is saved in the portal. */
  readonly mappingText?: string | null;
  /** Folder of the build; `dist/` of this package when absent. */
  readonly dist?: string;
  /** Told the name of each function that a page ran and that said it saved something. */
  readonly onAction?: (functionName: string) => void;
}

interface Pages extends RecordPagesOptions {
  readonly assets: Assets;
  readonly cards: readonly CardBundle[];
}

/** The portal answers on the very socket that the page's request came in on. */
const apiOf = (request: Request, { accessToken }: Pages): PortalApi => {
  const { localAddress = '127.0.0.1', localPort = 0, localFamily } = request.socket;
  const host = localFamily === 'IPv6' ? `[${localAddress}]` : localAddress;
  return { url: `http://${host}:${localPort}`, accessToken };
};

const problemOf = (
  portalId: number,
  error: unknown,
): { readonly view: PageView; readonly status: number } => {
  const status = error instanceof PortalAnswerError ? error.status : 502;
  const view: PageView = {
    kind: 'problem',
    portalId,
    title: status === 404 ? 'This record is not in the portal' : 'The portal did not answer this page',
    message:
      error instanceof Error && error.message !== '' ? error.message : 'Reload the page to try once more.',
  };
  return { view, status };
};

type MakeView = (request: Request, api: PortalApi) => Promise<PageView>;

const pageRoute =
  (pages: Pages, make: MakeView) =>
  async (request: Request, response: Response): Promise<void> => {
    try {
      sendPage(request, response, await make(request, apiOf(request, pages)));
    } catch (error) {
      const { view, status } = problemOf(pages.portalId, error);
      sendPage(request, response, view, status);
    }
  };

const idOf = (request: Request): string => String(request.params['id']);

const listRoutes = (router: express.Router, pages: Pages): void => {
  const { portalId, cards } = pages;
  const get = (route: string, make: MakeView) => router.get(route, pageRoute(pages, make));
  get('/', (_request, api) => readTourPage(api, portalId));
  get('/deals', ({ query }, api) =>
    readDealsPage({
      api,
      portalId,
      list: readListQuery(query, DEAL_FILTERS),
      bulkActions: bulkActionsOn('deals', cards),
    }),
  );
  get('/companies', ({ query }, api) =>
    readCompaniesPage({ api, portalId, list: readListQuery(query, COMPANY_FILTERS) }),
  );
};

const appRoutes = (router: express.Router, pages: Pages): void => {
  const { portalId, cards } = pages;
  const get = (route: string, make: MakeView) => router.get(route, pageRoute(pages, make));
  get('/home', () => Promise.resolve({ kind: 'home', portalId, cards: extensionsAt('home', cards) }));
  get('/settings', (_request, api) =>
    Promise.resolve({
      kind: 'settings',
      portalId,
      cards: extensionsAt('settings', cards),
      facts: [
        { label: 'Portal', value: `Sandbox portal ${portalId}, emulated on this machine` },
        { label: 'API', value: api.url },
      ],
    }),
  );
};

const pageRoutes = (pages: Pages): express.Router => {
  const { portalId, cards } = pages;
  const router = express.Router();
  const get = (route: string, make: MakeView) => router.get(route, pageRoute(pages, make));
  get('/deals/:id', (request, api) =>
    readDealPage({ api, portalId, id: idOf(request), cards: cardsOn('deals', cards) }),
  );
  get('/companies/:id', (request, api) =>
    readCompanyPage({ api, portalId, id: idOf(request), cards: cardsOn('companies', cards) }),
  );
  listRoutes(router, pages);
  appRoutes(router, pages);
  return router;
};

/** What the page's own script posts. */
const postRoutes = (app: Express, pages: Pages): void => {
  const portal = (request: Request) => apiOf(request, pages);
  const body = express.json({ limit: '256kb' });
  app.post(
    '/record/functions/:name',
    sameOriginOnly,
    body,
    functionRoute({
      folder: pages.assets.functionsFolder,
      policyText: pages.policyText ?? null,
      mappingText: pages.mappingText ?? null,
      apiOf: portal,
      onAction: pages.onAction,
    }),
  );
  app.post('/record/properties', sameOriginOnly, body, propertiesRoute(portal));
  app.post('/record/edit', sameOriginOnly, body, editRoute(portal));
};

const mountAt = (app: Express, pages: Pages): void => {
  const { assets } = pages;
  const files = { index: false, redirect: false, cacheControl: false } as const;
  app.use('/record', loopbackHostOnly);
  app.use('/record/assets', express.static(assets.browserFolder, files));
  app.use('/record/cards', express.static(assets.cardsFolder, files));
  postRoutes(app, pages);
  app.use('/record', pageRoutes(pages));
  // Whoever opens the bare address in a browser looks for the pages, not for an API's refusal.
  app.get('/', (request, response, next) => {
    if (request.accepts(['json', 'html']) === 'html') response.redirect('/record');
    else next();
  });
};

/**
 * Adds `/record/…` to a sandbox's app.
 * @throws AppError `file_unreadable` when the pages were not built.
 */
export const mountRecordPages = (app: Express, options: RecordPagesOptions): void => {
  const assets = findAssets(options.dist);
  mountAt(app, { ...options, assets, cards: readCards(assets) });
};
