/** The app function behind the deal card. */
import { DEFAULT_POLICY } from '../src/domain/policy.js';
import { parsePolicy } from '../src/files/policy-file.js';
import { handle } from '../src/handlers.js';
import { openFunctionCrm } from '../src/hubspot/function-crm.js';

/** Compiled in by the build: the policy file of PARTNERSHIP_POLICY; null for the defaults. */
declare const __PARTNERSHIP_POLICY__: string | null;

interface FunctionContext {
  readonly parameters?: { readonly dealId?: unknown };
  readonly propertiesToSend?: { readonly hs_object_id?: unknown };
}

/** @returns the card's view, or an error that a person can act on. */
export const main = async ({ parameters, propertiesToSend }: FunctionContext): Promise<unknown> => {
  const policyText = __PARTNERSHIP_POLICY__;
  const { PRIVATE_APP_ACCESS_TOKEN = '', HUBSPOT_API_URL } = process.env;
  const policy = policyText === null ? DEFAULT_POLICY : parsePolicy(policyText, 'policy');
  const deps = { ...openFunctionCrm(HUBSPOT_API_URL, PRIVATE_APP_ACCESS_TOKEN), policy };
  // The record that HubSpot vouches for goes before what the card says.
  const dealId = propertiesToSend?.hs_object_id ?? parameters?.dealId;
  return handle('deal-card', { dealId }, deps, (error) => process.emitWarning(String(error)));
};
