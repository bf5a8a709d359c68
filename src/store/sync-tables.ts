/** The tables of the sync (from migration 0004 on), as far as queries are typed by them; most are written in SQL. */

interface OfPortal {
  portal_id: string;
}

export interface SyncTables {
  'partnership.seen_records': OfPortal;
  'partnership.seen_links': OfPortal;
  'partnership.seen_notes': OfPortal;
  'partnership.sync_state': OfPortal;
  'partnership.dirty_deals': OfPortal;
  'partnership.due_deals': OfPortal;
  'partnership.leases': OfPortal;
  'partnership.rate_windows': OfPortal;
  'partnership.outbox': OfPortal;
  'partnership.plans': OfPortal;
  'partnership.plan_records': OfPortal;
  'partnership.deal_insights': OfPortal;
  'partnership.imported_records': OfPortal;
  'partnership.overlaps': OfPortal;
  'partnership.seen_registrations': OfPortal;
  'partnership.uncounted_deals': OfPortal;
  'partnership.programme_records': OfPortal;
  'partnership.programme_sources': OfPortal;
  'partnership.deal_basics': OfPortal;
}
