/** The HTML around a page's view: no script and no style but our own files. */
import type { Response } from 'express';

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
      return view.title;
    case 'home':
      return 'Deals';
    case 'settings':
      return 'Settings';
    case 'problem':
      return view.title;
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
<script src="/record/assets/page.js" defer></script>
</body>
</html>
`;

/** Answers a request with the page of a view. */
export const sendPage = (response: Response, view: PageView, status = 200): void => {
  response
    .status(status)
    .set({
      'content-security-policy': POLICY,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .type('html')
    .send(documentOf(view));
};
