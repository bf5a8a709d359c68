export interface Stage {
  readonly id: string;
  readonly label: string;
  /** As HubSpot writes it: "0.2". */
  readonly probability: string;
  readonly isClosed: boolean;
}

export interface Pipeline {
  readonly id: string;
  readonly label: string;
  readonly stages: readonly Stage[];
}

/** A stage of a pipeline; probability 1 is won, 0 is lost. */
export const stage = (id: string, label: string, probability: string): Stage => ({
  id,
  label,
  probability,
  isClosed: probability === '1.0' || probability === '0.0',
});

export const SALES_PIPELINE: Pipeline = {
  id: 'default',
  label: 'Sales pipeline',
  stages: [
    stage('appointmentscheduled', 'Appointment scheduled', '0.2'),
    stage('qualifiedtobuy', 'Qualified to buy', '0.4'),
    stage('presentationscheduled', 'Presentation scheduled', '0.6'),
    stage('decisionmakerboughtin', 'Decision maker bought-in', '0.8'),
    stage('contractsent', 'Contract sent', '0.9'),
    stage('closedwon', 'Closed won', '1.0'),
    stage('closedlost', 'Closed lost', '0.0'),
  ],
};

export const RENEWAL_PIPELINE: Pipeline = {
  id: '73101',
  label: 'Renewals',
  stages: [
    stage('731011', 'Up for renewal', '0.5'),
    stage('731012', 'In conversation', '0.7'),
    stage('731013', 'Verbal commitment', '0.9'),
    stage('731014', 'Renewed', '1.0'),
    stage('731015', 'Churned', '0.0'),
  ],
};

/** The deal pipelines of a portal as the product's story has it; they cannot be changed through this API yet. */
export const DEAL_PIPELINES: readonly Pipeline[] = [SALES_PIPELINE, RENEWAL_PIPELINE];
