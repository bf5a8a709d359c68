import { useCallback, useRef, useState } from 'react';

import { answered, type Problem } from '../answer.js';
import type { Ask } from '../ask.js';
import type { CompanyDealsView } from '../view.js';

type Asked = Pick<CompanyDealsView, 'page' | 'sort' | 'direction'>;

const KINDS: readonly CompanyDealsView['kind'][] = ['deals'];

/**
 * The pages of a company's deals. The first came with the card; what is shown stays until the next is there, and an answer
 * that arrives after another page was asked for is dropped.
 */
export const useDeals = (
  ask: Ask,
  companyId: string,
  first: CompanyDealsView,
): {
  readonly deals: CompanyDealsView;
  readonly isLoading: boolean;
  readonly problem: Problem | null;
  readonly turnTo: (asked: Partial<Asked>) => void;
  readonly retry: () => void;
} => {
  const [deals, setDeals] = useState(first);
  const [isLoading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const latest = useRef<Asked>(first);
  const question = useRef(0);

  const load = useCallback(async () => {
    const asked = (question.current += 1);
    const { page, sort, direction } = latest.current;
    setLoading(true);
    const answer = await answered<CompanyDealsView>(
      () => ask('company-deals', { companyId, page, sort, direction }),
      KINDS,
    );
    if (asked !== question.current) return;
    setLoading(false);
    setProblem(answer.ok ? null : answer.problem);
    if (answer.ok) setDeals(answer.view);
  }, [ask, companyId]);

  const turnTo = useCallback(
    (asked: Partial<Asked>) => {
      latest.current = { ...latest.current, ...asked };
      void load();
    },
    [load],
  );
  const retry = useCallback(() => void load(), [load]);
  return { deals, isLoading, problem, turnTo, retry };
};
