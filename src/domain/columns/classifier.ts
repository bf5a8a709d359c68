/**
 * From a deal to its class, over columns: attribution.md §3, whose clauses the numbers in comments are. One classifier
 * goes through many deals and holds the last one's outcome; nothing is allocated a deal.
 */
import type { Rules } from '../rules.js';
import { TOUCH_KINDS } from '../touch.js';
import { CLASS, FLAG_BIT, PART, STANDING } from './outcome-codes.js';
import { KIND, ROLE, TAG_STATE, type PortfolioColumns } from './portfolio-columns.js';
import { TouchWindows } from './touch-windows.js';

const NO_TAG = 255;

/** A deal's partners are slots, in the order in which they are met; the columns below are by slot. */
export class Classifier {
  readonly #portfolio: PortfolioColumns;
  readonly #rules: Rules;
  readonly #windows: TouchWindows;
  readonly #points: Float64Array;
  /** The deal for which a partner's slot was last given out, so that nothing is cleared between deals. */
  readonly #slotDeal: Int32Array;
  readonly #slotOf: Uint32Array;
  readonly #influencePoints: Float64Array;
  /** Of the last deal: 1 + the class that the portal's own field gave it; 0 where the rules give it. */
  #legacy = 0;

  /** Of the last deal. */
  deal = -1;
  slots = 0;
  flags = 0;
  class: number = CLASS.direct;
  readonly partner: Uint32Array;
  readonly excluded: Uint8Array;
  readonly sourcingTouches: Uint32Array;
  readonly influenceTouches: Uint32Array;
  readonly firstSourcing: Float64Array;
  readonly firstRegistration: Float64Array;
  /** The tag that is left: its role and state, and whether it stands. */
  readonly tagRole: Uint8Array;
  readonly tagState: Uint8Array;
  readonly tagStands: Uint8Array;
  /** 0: no claim. */
  readonly claim: Uint8Array;
  readonly claimAt: Float64Array;
  readonly part: Uint8Array;
  /** By place among the deal's touches. */
  readonly standing: Uint8Array;
  readonly touchSlot: Uint32Array;

  constructor(portfolio: PortfolioColumns, rules: Rules) {
    const { touches, tags, partners } = portfolio;
    const mostTouches = longest(touches.starts);
    const most = Math.max(1, mostTouches + longest(tags.starts));
    this.#portfolio = portfolio;
    this.#rules = rules;
    this.#windows = new TouchWindows(portfolio, rules);
    this.#points = Float64Array.from(TOUCH_KINDS, (kind) => Number(rules.pointsOf(kind)));
    this.#slotDeal = new Int32Array(partners.length).fill(-1);
    this.#slotOf = new Uint32Array(partners.length);
    this.#influencePoints = new Float64Array(most);
    this.partner = new Uint32Array(most);
    this.excluded = new Uint8Array(most);
    this.sourcingTouches = new Uint32Array(most);
    this.influenceTouches = new Uint32Array(most);
    this.firstSourcing = new Float64Array(most);
    this.firstRegistration = new Float64Array(most);
    this.tagRole = new Uint8Array(most);
    this.tagState = new Uint8Array(most);
    this.tagStands = new Uint8Array(most);
    this.claim = new Uint8Array(most);
    this.claimAt = new Float64Array(most);
    this.part = new Uint8Array(most);
    this.standing = new Uint8Array(Math.max(1, mostTouches));
    this.touchSlot = new Uint32Array(Math.max(1, mostTouches));
  }

  /** Classifies one deal; its outcome stands in this object until the next. */
  classify(deal: number): void {
    this.deal = deal;
    this.slots = 0;
    this.flags = 0;
    this.#legacy = this.#portfolio.deals.legacy?.[deal] ?? 0;
    if (this.#legacy > 0) this.flags |= FLAG_BIT.legacy;
    this.#judgeTouches();
    this.#leaveTags();
    for (let slot = 0; slot < this.slots; slot += 1) {
      this.#letTagStand(slot);
      this.#makeClaim(slot);
    }
    if (this.#legacy > 0) this.#claimForOnlyTag();
    const strongest = this.#chooseSources();
    this.#chooseInfluencers(strongest);
    if (this.#legacy > 0) this.#takeLegacyClass();
  }

  #slotFor(partner: number): number {
    if (this.#slotDeal[partner] === this.deal) return this.#slotOf[partner]!;
    const slot = this.slots;
    this.slots += 1;
    this.#slotDeal[partner] = this.deal;
    this.#slotOf[partner] = slot;
    this.partner[slot] = partner;
    this.excluded[slot] = Number(this.#portfolio.isExcluded(this.deal, partner));
    this.sourcingTouches[slot] = 0;
    this.influenceTouches[slot] = 0;
    this.#influencePoints[slot] = 0;
    this.firstSourcing[slot] = Infinity;
    this.firstRegistration[slot] = Infinity;
    this.tagRole[slot] = NO_TAG;
    this.tagState[slot] = 0;
    if (this.excluded[slot] === 1) this.flags |= FLAG_BIT.partner_is_customer;
    return slot;
  }

  // §3.2, §3.3
  #judgeTouches(): void {
    const { starts, partner, at, kind, outcomeMissing } = this.#portfolio.touches;
    const start = starts[this.deal]!;
    const end = starts[this.deal + 1]!;
    for (let touch = start; touch < end; touch += 1) {
      const slot = this.#slotFor(partner[touch]!);
      this.touchSlot[touch - start] = slot;
      const standing =
        this.excluded[slot] === 1
          ? STANDING.partner_is_customer
          : this.#legacy > 0
            ? STANDING.legacy
            : this.#windows.standingOf(this.deal, touch);
      this.standing[touch - start] = standing;
      if (this.#legacy > 0) continue;
      if (outcomeMissing[touch] === 1 && this.excluded[slot] === 0) this.flags |= FLAG_BIT.outcome_missing;
      if (standing === STANDING.after_close) this.flags |= FLAG_BIT.touch_after_close;
      if (standing > STANDING.counts_for_influence) continue;
      this.influenceTouches[slot]! += 1;
      this.#influencePoints[slot]! += this.#points[kind[touch]!]!;
      if (standing !== STANDING.counts_for_sourcing) continue;
      const when = at[touch]!;
      this.sourcingTouches[slot]! += 1;
      if (when < this.firstSourcing[slot]!) this.firstSourcing[slot] = when;
      const isRegistration = kind[touch] === KIND.registration;
      if (isRegistration && when < this.firstRegistration[slot]!) this.firstRegistration[slot] = when;
    }
  }

  // §3.4: of several tags of one partner, decided goes before confirmed, then sourced before influenced.
  #leaveTags(): void {
    const { starts, partner, role, state } = this.#portfolio.tags;
    const end = starts[this.deal + 1]!;
    for (let tag = starts[this.deal]!; tag < end; tag += 1) {
      const slot = this.#slotFor(partner[tag]!);
      if (this.excluded[slot] === 1) continue;
      if (state[tag] === TAG_STATE.proposed) this.flags |= FLAG_BIT.tag_proposed;
      else if (state[tag]! > this.tagState[slot]!) {
        this.tagState[slot] = state[tag]!;
        this.tagRole[slot] = role[tag]!;
      } else if (state[tag] === this.tagState[slot] && role[tag]! < this.tagRole[slot]!) {
        this.tagRole[slot] = role[tag]!;
      }
    }
    this.#flagRoleConflicts();
  }

  // Only roles within the state that is left contradict each other.
  #flagRoleConflicts(): void {
    const { starts, partner, role, state } = this.#portfolio.tags;
    const end = starts[this.deal + 1]!;
    for (let tag = starts[this.deal]!; tag < end; tag += 1) {
      const slot = this.#slotOf[partner[tag]!]!;
      if (this.excluded[slot] === 1 || state[tag] === TAG_STATE.proposed) continue;
      if (state[tag] === this.tagState[slot] && role[tag] !== this.tagRole[slot]) {
        this.flags |= FLAG_BIT.tag_role_conflict;
      }
    }
  }

  #letTagStand(slot: number): void {
    this.tagStands[slot] = 0;
    const role = this.tagRole[slot]!;
    if (role === NO_TAG) return;
    if (this.#legacy > 0) {
      // What people wrote then is all that there is: no policy asks evidence of it.
      this.tagStands[slot] = 1;
      return;
    }
    const evidence = role === ROLE.sourced ? this.sourcingTouches[slot]! : this.influenceTouches[slot]!;
    if (evidence === 0) this.flags |= FLAG_BIT.tag_without_evidence;
    const { tags } = this.#rules.policy;
    const trusted = (role === ROLE.sourced ? tags.sourced : tags.influenced) === 'trusted';
    const stands = this.tagState[slot] === TAG_STATE.decided || trusted || evidence > 0;
    this.tagStands[slot] = Number(stands);
  }

  // §3.5
  #makeClaim(slot: number): void {
    const role = this.tagStands[slot] === 1 ? this.tagRole[slot]! : NO_TAG;
    const decided = this.tagStands[slot] === 1 && this.tagState[slot] === TAG_STATE.decided;
    const hasRegistration = this.firstRegistration[slot] !== Infinity;
    const strength =
      decided && role === ROLE.influenced
        ? 0
        : decided
          ? 4
          : hasRegistration
            ? 3
            : role === ROLE.sourced
              ? 2
              : role === NO_TAG && this.sourcingTouches[slot]! > 0
                ? 1
                : 0;
    this.claim[slot] = strength;
    const first = strength === 3 ? this.firstRegistration[slot]! : this.firstSourcing[slot]!;
    this.claimAt[slot] = first === Infinity ? this.#portfolio.deals.createdAt[this.deal]! : first;
  }

  // A field that says “sourced” means the partner that the deal names, if it names one alone, whatever the tag's role.
  #claimForOnlyTag(): void {
    if (this.#legacy - 1 !== CLASS.sourced) {
      // The field says that nobody sourced it: every tag is influence, or nothing.
      this.claim.fill(0, 0, this.slots);
      return;
    }
    let only = -1;
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (this.tagStands[slot] !== 1) continue;
      if (only !== -1) return;
      only = slot;
    }
    if (only === -1 || this.tagState[only] === TAG_STATE.decided || this.claim[only]! > 0) return;
    this.claim[only] = 2;
  }

  #takeLegacyClass(): void {
    this.class = this.#legacy - 1;
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (this.class === CLASS.direct) this.part[slot] = PART.none;
      else if (this.tagStands[slot] === 1 && this.part[slot] === PART.none)
        this.part[slot] = PART.influencing;
    }
  }

  /** Gives the sourcing part to the strongest claim, or claims. @returns its strength; 0 where nobody claims. */
  #chooseSources(): number {
    let strongest = 0;
    let winner = -1;
    for (let slot = 0; slot < this.slots; slot += 1) {
      this.part[slot] = PART.none;
      if (
        this.claim[slot]! > strongest ||
        (winner !== -1 && this.claim[slot] === strongest && this.#isEarlier(slot, winner))
      ) {
        strongest = this.claim[slot]!;
        winner = slot;
      }
    }
    if (winner === -1) return 0;
    const split = this.#rules.policy.sourcing.coSourcing === 'split';
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (slot === winner || (split && this.claim[slot] === strongest)) this.part[slot] = PART.sourcing;
    }
    return strongest;
  }

  #isEarlier(slot: number, than: number): boolean {
    const difference = this.claimAt[slot]! - this.claimAt[than]!;
    return difference < 0 || (difference === 0 && this.partner[slot]! < this.partner[than]!);
  }

  // §3.5 to §3.7
  #chooseInfluencers(strongest: number): void {
    this.class = strongest > 0 ? CLASS.sourced : CLASS.direct;
    for (let slot = 0; slot < this.slots; slot += 1) {
      if (this.part[slot] === PART.sourcing) continue;
      const claim = this.claim[slot]!;
      if (claim > 0 && (claim === strongest || claim >= 2)) this.flags |= FLAG_BIT.sourcing_conflict;
      const tagged = this.tagStands[slot] === 1 && this.tagRole[slot] === ROLE.influenced;
      if (claim === 0 && !tagged && !this.#reachesMinPoints(slot)) continue;
      this.part[slot] = PART.influencing;
      if (this.class === CLASS.direct) this.class = CLASS.influenced;
    }
  }

  #reachesMinPoints(slot: number): boolean {
    if (this.influenceTouches[slot] === 0) return false;
    if (this.#rules.pointsAreSmall) return this.#influencePoints[slot]! >= Number(this.#rules.minPoints);
    const { starts, kind } = this.#portfolio.touches;
    const start = starts[this.deal]!;
    let points = 0n;
    for (let touch = start; touch < starts[this.deal + 1]!; touch += 1) {
      const place = touch - start;
      const counts = this.standing[place]! <= STANDING.counts_for_influence && this.touchSlot[place] === slot;
      if (counts) points += this.#rules.pointsOf(TOUCH_KINDS[kind[touch]!]!);
    }
    return points >= this.#rules.minPoints;
  }

  /** Whether a slot's standing tag implies a touch of kind `tag` that counts. */
  impliesTouch(slot: number): boolean {
    return (
      this.tagStands[slot] === 1 && this.influenceTouches[slot] === 0 && this.#rules.influenceKinds.has('tag')
    );
  }
}

function longest(starts: Uint32Array): number {
  let most = 0;
  for (let deal = 0; deal + 1 < starts.length; deal += 1)
    most = Math.max(most, starts[deal + 1]! - starts[deal]!);
  return most;
}
