/**
 * Words by which names and values of a portal say what they mean. They only propose: what holds is the mapping that a
 * person has seen. English, with the commonest words of German, French and Spanish portals.
 */
import type { PartnerStage, PartnerTier, PartnerType } from './partner.js';
import type { DealClass } from './credit.js';
import type { Motion, Role } from './touch.js';

/** "is_partner", "isPartner" and "Is partner" → "is partner": what the patterns below look at. */
export const spoken = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_./-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

const says =
  (pattern: RegExp) =>
  (...texts: readonly string[]): boolean =>
    texts.some((text) => pattern.test(spoken(text)));

/** Somebody who brings or helps deals. */
export const saysPartner = says(
  /partner|partenaire|resell|revend|channel|affiliat|referr|alliance|distribut|\bvar\b|\bmsp\b|\bisv\b|integrator|consultan|berater|agency|introducer|vermittler/,
);
/** The word itself, or one that means nothing else: not asked about. */
export const saysPartnerPlainly = says(/partner|partenaire|resell|revend|distribut|affiliat|channel/);
/** "Former partner", "Partner prospect": the word is there, and says that it is none (yet, or any more). */
export const saysNotPartner = says(
  /\b(former|ex|past|lost|inactive|churned|terminated|prospect|prospective|potential|candidate|target|applicant|rejected|declined|not?|non|never|without|customer)\b/,
);
/** Somebody who has not become a partner: an applicant, a prospect. */
export const saysProspect = says(
  /prospect|potential|candidate|applicant|applied|application|rejected|declined|recruit/,
);
/** Consultants and the like: people who are partners themselves. */
export const saysPersonPartner = says(
  /consultan|berater|affiliat|freelanc|advis[eo]r|introducer|vermittler|referr|(sales|referral) agent|influencer/,
);
/** Names of properties that are about something else of a partner than who it is. */
export const saysDetail = says(
  /kind|category|program|note|comment|e ?mail|phone|url|link|website|date|percent|discount|commission|fee|address|reason|description|status|stage|tier|level|type|count|number of|score|manager|owner/,
);
export const saysTier = says(/\b(tier|level|rank|grade|class|stufe|niveau|nivel)\b/);
export const saysType = says(/\b(type|kind|category|program(me)?)\b/);
export const saysStage = says(/\b(stage|status|phase|lifecycle)\b/);
export const saysManager = says(
  /\bmanager\b|\bcam\b|\bpam\b|partner owner|account owner|channel owner|responsible/,
);
export const saysAgreement = says(/agreement|vertrag|accord/);
export const saysSigned = says(/sign/);
export const saysStart = says(/start|begin|effective|since|valid from|joined|onboard/);
export const saysEnd = says(/\bend(s|ed|ing)?\b|expir|terminat|valid (until|to)|renewal date|until/);
/** An end customer, in so many words. */
export const saysEndCustomer = says(
  /end ?(customer|user|client)|endkunde|client final|cliente final|sold to|final customer/,
);
export const saysCustomer = says(/\b(customer|client|buyer|kunde)\b/);
export const saysAmount = says(
  /\b(arr|tcv|acv|mrr)\b|annual recurring|recurring revenue|total contract|annual contract|contract value|net (amount|revenue)|gross margin/,
);
export const saysDemo = says(/\bdemo|presentation|walk ?through|vorführung|démo/);
export const saysProposal = says(/proposal|quote|pricing|angebot|propuesta|devis/);
/** "N/A", "None", "-": nobody, on purpose. */
export const saysNobody = (text: string): boolean =>
  /^[\s\-–—?.]*$|^(n ?a|none|no|no partner|nobody|not applicable|unknown|tbd|tbc|direct|internal|keine?r?|aucun|ninguno|other|self|house)$/.test(
    spoken(text),
  );

type Words<T> = readonly (readonly [RegExp, T])[];
const first =
  <T>(words: Words<T>) =>
  (text: string): T | null =>
    words.find(([pattern]) => pattern.test(spoken(text)))?.[1] ?? null;

export const tierOf = first<PartnerTier>([
  [/platin|diamond|elite|premier|strategic/, 'platinum'],
  [/gold/, 'gold'],
  [/silver|silber|argent\b|plata/, 'silver'],
  [/registered|bronze|member|basic|authori[sz]ed|associate|standard|starter|entry/, 'registered'],
]);

export const typeOf = first<PartnerType>([
  [/resell|revend|channel|\bvar\b|distribut|\bmsp\b/, 'reseller_channel'],
  [/integrator|implement|\bsi\b|consult|services?\b|solution/, 'system_integrator'],
  [/\boem\b|embedded|white ?label/, 'oem_embedded'],
  [/\bisv\b|develop|marketplace|\bapps?\b/, 'isv_development'],
  [/tech|alliance|integration/, 'technology_alliance'],
  [/strateg|go to market|\bgtm\b|co ?sell/, 'strategic_gtm'],
]);

export const stageOf = first<PartnerStage>([
  [/inactive|ended|terminat|churn|former|expired|offboard|lapsed|closed/, 'ended'],
  [/negotiat|contract|agreement|legal/, 'negotiation_agreement'],
  [/onboard|enabl|training|ramp/, 'onboarding_enablement'],
  [/renew|optimi[sz]|review/, 'optimization_renewal'],
  [/active|activ|live|growth|signed|managed|producing/, 'activation_growth'],
  [
    /prospect|discover|qualif|applied|applicant|candidate|recruit|new|pending|pipeline/,
    'discovery_qualification',
  ],
]);

export const motionOf = first<Motion>([
  [/refer|introduc|affiliat|lead/, 'referral'],
  [/resell|resale|resold|revend|distribut|\bvar\b|channel/, 'resale'],
  [/co ?sell|co ?sold|joint/, 'cosell'],
  [/implement|integrat|deploy|onboard|deliver|\bsi\b/, 'implementation'],
  [/servic|advis|consult/, 'services'],
]);

/** The role that a tag's name says; null where it does not say. */
export const roleOf = first<Role>([
  [/influenc|assist|support|touch/, 'influenced'],
  [/sourc|refer|introduc|originat|brought|generat|affiliat|register|finder/, 'sourced'],
  [
    /advis|consult|implement|integrat|deploy|servic|\bsi\b|deliver|co ?sell|co ?sold|technolog|enabl|resell|resale|resold|revend|distribut|\bvar\b/,
    'influenced',
  ],
]);

/** What a value of a portal's own “who brought it” says. */
export const classOf = first<DealClass>([
  [/influenc|assist|touch|co ?sell|support|attached/, 'influenced'],
  [/direct|inbound|outbound|organic|marketing|sales\b|self|none|no partner|house|website|event/, 'direct'],
  [/sourc|refer|originat|generat|introduc|led\b|partner|channel|resell|affiliat/, 'sourced'],
]);

export type PipelineUse = 'renewal' | 'expansion' | 'ignore';
/** What a pipeline's name says that its deals are, and the word for it; null: ordinary deals. */
export const pipelineUse = first<{ readonly use: PipelineUse; readonly because: string }>([
  [
    /\btest|sandbox|training|\bdummy|\bold\b|archiv|do not use|internal|import/,
    { use: 'ignore', because: 'tests or leftovers' },
  ],
  [/renew|verläng|renouvel/, { use: 'renewal', because: 'renewals' }],
  [
    /expan|upsell|up sell|cross ?sell|add ?on|existing (customer|business)|growth/,
    { use: 'expansion', because: 'expansion' },
  ],
  [
    /\bleads?\b|prospect|qualif|\bsdr\b|\bbdr\b|\bmql\b/,
    { use: 'ignore', because: 'leads before they are deals' },
  ],
  [
    /partner|registration|recruit|hiring|support|onboard|implementation|procure|vendor/,
    { use: 'ignore', because: 'something else than sales' },
  ],
]);
