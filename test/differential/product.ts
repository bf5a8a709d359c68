import { instant } from '../../src/domain/calendar.js';
import { compileRules } from '../../src/domain/rules.js';
import { AppError } from '../../src/errors.js';
import { attributionJson } from '../../src/files/attribution-json.js';
import { parsePolicy } from '../../src/files/policy-file.js';
import { readAttributionFiles } from '../../src/files/read-attribution-files.js';
import { attributeFacts } from '../../src/operations/attribute-facts.js';
import { modelsOf, type AttributionJson, type Question } from '../naive/attribute.js';
import type { Outcome } from './agreement.js';

/** The product's outcome, in this process, through the functions that its command line calls. */
export function productOutcome(question: Question): Outcome {
  try {
    return productAttribution(question);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'total_overflow') throw error;
    return 'refused';
  }
}

function productAttribution(question: Question): AttributionJson {
  const { texts, asOf: at, homeCurrency } = question;
  const policy = parsePolicy(JSON.stringify(question.policy), 'policy.json');
  const models = modelsOf(question);
  const asOf = instant(at);
  const source = (name: string, text: string | null) => (text === null ? null : { name, text });
  const files = {
    deals: { name: 'deals.csv', text: texts.deals },
    touches: { name: 'touches.csv', text: texts.touches },
    tags: source('tags.csv', texts.tags),
    partners: source('partners.csv', texts.partners),
  };
  const { facts, partners, rejected } = readAttributionFiles(files, asOf, homeCurrency);
  const portfolio = attributeFacts(facts, {
    rules: compileRules(policy),
    models,
    partners,
    asOf,
    homeCurrency,
  });
  const report = {
    policyVersion: policy.version,
    asOf,
    homeCurrency,
    deals: portfolio.deals.map(({ result }) => result),
    partners: portfolio.partners,
    totals: portfolio.totals,
    rejected,
  };
  return JSON.parse(JSON.stringify(attributionJson(report))) as AttributionJson;
}
