import { stage, type Pipeline } from '../../deal-pipelines.js';

export const SALES = 'default';
export const RENEWALS = '81101';
export const EXPANSION = '81102';
export const LEADS = '81103';
export const TEST = '81104';

const pipeline = (id: string, label: string, stages: Pipeline['stages']): Pipeline => ({ id, label, stages });

/** Five pipelines, only some of which are revenue; their stages carry no word that says which is won. */
export const FIVE_PIPELINES: readonly Pipeline[] = [
  pipeline(SALES, 'Sales', [
    stage('appointmentscheduled', 'Discovery', '0.2'),
    stage('qualifiedtobuy', 'Evaluation', '0.4'),
    stage('contractsent', 'Paper', '0.8'),
    stage('closedwon', 'Signed', '1.0'),
    stage('closedlost', 'Gone', '0.0'),
  ]),
  pipeline(RENEWALS, 'Renewals', [
    stage('811011', '90 days out', '0.6'),
    stage('811012', 'Quote sent', '0.8'),
    stage('811013', 'Kept', '1.0'),
    stage('811014', 'Churned', '0.0'),
  ]),
  pipeline(EXPANSION, 'Expansion', [
    stage('811021', 'Idea', '0.3'),
    stage('811022', 'Proposal', '0.6'),
    stage('811023', 'Expanded', '1.0'),
    stage('811024', 'Dropped', '0.0'),
  ]),
  pipeline(LEADS, 'Leads', [
    stage('811031', 'New', '0.1'),
    stage('811032', 'Working', '0.2'),
    // HubSpot takes it for won, and it is no revenue.
    stage('811033', 'Converted', '1.0'),
    stage('811034', 'Disqualified', '0.0'),
  ]),
  pipeline(TEST, 'Test', [
    stage('811041', 'Trying out', '0.5'),
    stage('811042', 'Done', '1.0'),
    stage('811043', 'Failed', '0.0'),
  ]),
];
