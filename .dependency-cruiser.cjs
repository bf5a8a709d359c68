/** The floors of the house: which room may import which. Checked by `npm test`. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'domain-is-pure',
      'The domain imports only itself: no I/O, no library.',
      { path: '^src/domain/' },
      {
        pathNot: '^src/domain/',
      },
    ),
    rule(
      'operations-import-domain',
      'An operation reads like prose over the domain and the ports.',
      { path: '^src/operations/' },
      { pathNot: '^src/(domain|operations)/|^src/errors\\.ts$' },
    ),
    rule(
      'adapters-know-ports-only',
      'hubspot, store and files implement ports; they never call an operation, a command or each other.',
      { path: '^src/(hubspot|store|files)/' },
      { path: '^src/(cli|server|sandbox|operations/(?!ports\\.ts|[a-z-]+-port\\.ts))|^src/handlers' },
    ),
    rule(
      'hubspot-not-store',
      'Adapters do not know each other.',
      { path: '^src/hubspot/' },
      { path: '^src/(store|files)/' },
    ),
    rule(
      'store-not-hubspot',
      'Adapters do not know each other.',
      { path: '^src/store/' },
      { path: '^src/(hubspot|files)/' },
    ),
    rule(
      'files-not-others',
      'Adapters do not know each other.',
      { path: '^src/files/' },
      { path: '^src/(hubspot|store)/' },
    ),
    rule(
      'sandbox-shares-nothing',
      'The emulated portal stands in for HubSpot: a parser shared with the product would hide the bugs of both.',
      { path: '^src/sandbox/' },
      { path: '^(src/(?!sandbox/|errors\\.ts$)|serverless/|extensions/)' },
    ),
    rule(
      'functions-without-sdk',
      'Bundled, the SDK is 4.6 MB and 160 ms to load.',
      { path: '^serverless/' },
      { path: 'node_modules/@hubspot/api-client', reachable: true },
    ),
    rule(
      'handlers-without-wiring',
      'Handlers are the one surface that functions, server and pages share.',
      {
        path: '^src/handlers',
      },
      { path: '^src/(cli|server|sandbox|store)/' },
    ),
    rule(
      'extensions-draw-only',
      'Cards import UI packages; from the product they may take types only.',
      { path: '^extensions/' },
      { path: '^(src|serverless)/', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'extensions-import-ui-only',
      'HubSpot runs cards in a worker without Node: only its UI packages and React are there.',
      { path: '^extensions/' },
      { pathNot: '^extensions/|^src/|node_modules/(@hubspot/ui-extensions|react|@types/react)/' },
    ),
    rule(
      'server-wires-only',
      'The server takes portal, database and clock from whoever starts it, and answers what handlers answer.',
      { path: '^src/server/' },
      {
        path: '^src/(?!(server|domain)/|operations/ports\\.ts$|hubspot/signature\\.ts$|handlers\\.ts$|errors\\.ts$)',
      },
    ),
    rule(
      'nobody-imports-server',
      'Only the command line starts it.',
      { path: '^src/(?!server/|cli)|^(serverless|extensions)/' },
      { path: '^src/server/' },
    ),
    rule(
      'staging-stages-only',
      'What stages the HubSpot project reads sources as files; it calls nothing of the product but its errors.',
      { path: '^src/staging/' },
      { path: '^src/(?!staging/|errors\\.ts$|files/(policy|mapping)-file\\.ts$)' },
    ),
    rule(
      'nobody-imports-wiring',
      'Commands are the top floor.',
      { pathNot: '^src/cli' },
      { path: '^src/cli' },
    ),
    rule('no-circles', 'A circle of imports has no floor.', {}, { circular: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.jsx', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
