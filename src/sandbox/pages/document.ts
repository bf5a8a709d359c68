/** The HTML around a page's view: no script and no style but our own files. */
import type { Request, Response } from 'express';

import type { PageView } from './page-view.js';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const titleOf = (view: PageView): string => {
  switch (view.kind) {
    case 'record':
    case 'problem':
      return view.title;
    case 'deals':
      return 'Deals';
    case 'companies':
      return 'Companies';
    case 'home':
      return 'Partnership Manager';
    case 'settings':
      return 'Settings';
    case 'tour':
      return 'What to try';
  }
};

const documentOf = (view: PageView): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(titleOf(view))} · Sandbox portal</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/record/assets/page.css">
</head>
<body>
<div id="root"></div>
<script type="application/json" id="view">${JSON.stringify(view).replaceAll('<', '\\u003c')}</script>
<script type="module" src="/record/assets/page.js"></script>
</body>
</html>
`;

const HEADERS = {
  'content-security-policy': POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  // The same address is a document for the browser and data for the page's own script.
  vary: 'accept',
};

/** Answers a request with the page of a view; with the view alone where JSON is asked for. */
export const sendPage = (request: Request, response: Response, view: PageView, status = 200): void => {
  response.status(status).set(HEADERS);
  if (request.accepts(['html', 'json']) === 'json') response.json(view);
  else response.type('html').send(documentOf(view));
};
