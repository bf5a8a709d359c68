/** A portal with two partners, one that has ended, a customer, and one record of all that the partner programme reads. */
import type { ObjectType } from '../../src/sandbox/object-types.js';
import { iso, type StoryWriter } from '../../src/sandbox/story/writer.js';

export interface Writing {
  readonly make: (
    key: string,
    type: ObjectType,
    given: Record<string, string | null>,
    days?: number,
  ) => string;
  readonly link: (from: ObjectType, one: string, to: ObjectType, other: string) => void;
  /** So many days before now. */
  readonly ago: (days: number) => number;
  readonly story: StoryWriter;
  /** By key. */
  readonly ids: Readonly<Record<string, string>>;
}

export function writeProgramme({ make, link, ago, story, ids }: Writing): void {
  make('contoso', 'companies', {
    name: 'Contoso',
    domain: 'contoso.example',
    type: 'PARTNER',
    partnership_tier: 'gold',
  });
  make('fabrikam', 'companies', { name: 'Fabrikam', domain: 'fabrikam.example', type: 'PARTNER' });
  const ended = { type: 'PARTNER', partnership_stage: 'ended' };
  make('old', 'companies', { name: 'Old', domain: 'old.example', ...ended });
  make('acme', 'companies', {
    name: 'Acme',
    domain: 'acme.example',
    partnership_integrations: 'contoso.example; nobody at all',
  });
  make('ana', 'contacts', {
    firstname: 'Ana',
    lastname: 'Ruiz',
    email: 'ana@contoso.example',
    jobtitle: 'CEO',
  });
  link('contacts', 'ana', 'companies', 'contoso');
  make('met', 'meetings', {
    hs_meeting_title: 'Review',
    hs_timestamp: iso(ago(20)),
    hs_meeting_outcome: 'COMPLETED',
  });
  link('meetings', 'met', 'contacts', 'ana');
  make('off', 'meetings', {
    hs_meeting_title: 'Off',
    hs_timestamp: iso(ago(-9)),
    hs_meeting_outcome: 'CANCELED',
  });
  link('meetings', 'off', 'companies', 'contoso');
  make('next', 'meetings', {
    hs_meeting_title: 'Next',
    hs_timestamp: iso(ago(-5)),
    hs_meeting_outcome: 'SCHEDULED',
  });
  link('meetings', 'next', 'companies', 'contoso');
  make('call', 'calls', { hs_call_title: 'Call', hs_timestamp: iso(ago(3)) });
  link('calls', 'call', 'companies', 'fabrikam');
  make(
    'ticket',
    'tickets',
    { subject: 'Angry', hs_ticket_category: 'BILLING_ISSUE;Escalation', createdate: iso(ago(4)) },
    4,
  );
  link('tickets', 'ticket', 'companies', 'contoso');
  make('support', 'tickets', { subject: 'Login', createdate: iso(ago(30)), hs_pipeline_stage: '4' }, 30);
  link('tickets', 'support', 'companies', 'acme');
  make(
    'nps',
    'feedback_submissions',
    { hs_survey_type: 'NPS', hs_value: '9', hs_submission_timestamp: iso(ago(10)) },
    10,
  );
  link('contacts', 'ana', 'feedback_submissions', 'nps');
  make(
    'fair',
    'marketing_events',
    { hs_event_name: 'Fair', hs_event_type: 'TRADESHOW', hs_start_datetime: iso(ago(40)) },
    50,
  );
  link('contacts', 'ana', 'marketing_events', 'fair');
  make(
    'deal',
    'deals',
    {
      dealname: 'Rollout',
      amount: '1000',
      dealstage: 'closedwon',
      pipeline: 'default',
      createdate: iso(ago(60)),
      closedate: iso(ago(30)),
      partnership_referral_partner: ids.contoso!,
      partnership_referral_date: iso(ago(61)),
    },
    60,
  );
  // Its primary company.
  story.link({ type: 'deals', id: ids.deal! }, { type: 'companies', id: ids.acme! }, 'H5');
}
