/**
 * The messages of the contract echomotion.active_learning.v1 in their JSON form, as far as these pages use them. Counts
 * are 64-bit in the contract, so they are strings here.
 */

export interface Point {
  x: number;
  y: number;
}

export type Reason =
  | 'SELECTION_REASON_NO_VENTRICLE'
  | 'SELECTION_REASON_AREA_JUMP'
  | 'SELECTION_REASON_VIEWS_DISAGREE'
  | 'SELECTION_REASON_CONTOUR_UNCERTAIN'
  | 'SELECTION_REASON_EF_SENSITIVE'
  | 'SELECTION_REASON_DIVERSE'
  | 'SELECTION_REASON_RANDOM';

export interface FrameReason {
  reason: Reason | 'SELECTION_REASON_UNSPECIFIED';
  value: number;
  text: string;
}

export type Phase = 'CARDIAC_PHASE_UNSPECIFIED' | 'CARDIAC_PHASE_END_DIASTOLE' | 'CARDIAC_PHASE_END_SYSTOLE';
export type View = 'VIEW_UNSPECIFIED' | 'VIEW_A4C' | 'VIEW_A2C' | 'VIEW_OTHER';
export type Quality = 'FRAME_QUALITY_UNSPECIFIED' | 'FRAME_QUALITY_GOOD' | 'FRAME_QUALITY_FAIR' | 'FRAME_QUALITY_POOR';
export type Verdict =
  | 'ANNOTATION_VERDICT_UNSPECIFIED'
  | 'ANNOTATION_VERDICT_OUTLINED'
  | 'ANNOTATION_VERDICT_NOT_ASSESSABLE';

export interface FrameGeometry {
  displayHeight: number;
  displayWidth: number;
  workingScale: number;
  offsetX: number;
  offsetY: number;
  mmPerWorkingPixel?: number;
  frameCount: number;
  frameRateHz: number;
}

export interface AnnotationTask {
  taskId: string;
  clipId: string;
  frameIndex: number;
  uncertainty: number;
  suggestedContour: Point[];
  provenance?: { modelName: string; modelVersion: string };
  reasons: FrameReason[];
  phase: Phase;
  view: View;
  campaignId: string;
  withoutProposal: boolean;
  geometry: FrameGeometry;
}

export interface ControlPoint extends Point {
  notSeen: boolean;
}

export interface Drawing {
  contour: Point[];
  controlPoints: ControlPoint[];
  apex?: Point;
  annulus: Point[];
}

export interface Draft {
  taskId: string;
  clipId: string;
  frameIndex: number;
  drawing?: Drawing;
  savedAt?: string;
  note: string;
}

export interface Lease {
  task: AnnotationTask;
  leaseToken: string;
  leaseExpiresAt: string;
  draft?: Draft;
}

export interface Agreement {
  dice: number;
  meanDistanceMm?: number;
}

export interface Annotation {
  annotationId: string;
  frameIndex: number;
  annotator: string;
  verdict: Verdict;
  contour: Point[];
  drawing?: Drawing;
  quality: Quality;
  submittedAt: string;
  timeSpent?: string;
  withoutProposal: boolean;
  role: AnnotationRole;
}

export type AnnotationRole =
  | 'ANNOTATION_ROLE_UNSPECIFIED'
  | 'ANNOTATION_ROLE_READER'
  | 'ANNOTATION_ROLE_REVIEWER'
  | 'ANNOTATION_ROLE_CORRECTION'
  | 'ANNOTATION_ROLE_IMPORTED';

/** The corrections of a clip, the newest first. */
export interface Corrections {
  corrections?: Annotation[];
  geometry: FrameGeometry;
}

export type FrameState = 'FRAME_STATE_OPEN' | 'FRAME_STATE_REVIEW' | 'FRAME_STATE_DONE';

export interface QueuedFrame {
  frameId: string;
  clipId: string;
  frameIndex: number;
  state: FrameState;
  annotations: Annotation[];
  agreement?: Agreement;
  verdict: Verdict;
  contour: Point[];
  method: string;
  gold: boolean;
  suggestedContour: Point[];
  geometry: FrameGeometry;
  phase: Phase;
  view: View;
  reasons: FrameReason[];
  campaignId: string;
  /** Whether the frame was corrected after it got its result. */
  correctionPending?: boolean;
}

export interface FrameEvent {
  kind: string;
  actor: string;
  occurredAt: string;
  annotationId: string;
  note: string;
}

export interface ReaderFigures {
  annotator: string;
  annotations: string;
  skipped: string;
  medianTime?: string;
  meanDice?: number;
  goldDice?: number;
  goldFrames: string;
  diceWithShownProposal?: number;
  diceWithHiddenProposal?: number;
}

export type CampaignState = 'CAMPAIGN_STATE_OPEN' | 'CAMPAIGN_STATE_FULL' | 'CAMPAIGN_STATE_CLOSED';
export type Strategy =
  | 'SELECTION_STRATEGY_FULL'
  | 'SELECTION_STRATEGY_ENTROPY'
  | 'SELECTION_STRATEGY_RANDOM'
  | 'SELECTION_STRATEGY_STRATIFIED_RANDOM'
  | 'SELECTION_STRATEGY_DIVERSE';

export interface CampaignSettings {
  name: string;
  state: CampaignState;
  views: View[];
  strategy: Strategy;
  readers: number;
  framesPerClip: number;
  framesPerStudy: number;
  randomShare?: number;
  withoutProposalShare?: number;
  goldShare?: number;
  leasesPerPerson: number;
  leaseDuration?: string;
  smallestAgreement?: number;
  budget: string;
}

export interface Campaign {
  campaignId: string;
  settings: CampaignSettings;
  createdBy: string;
  createdAt: string;
  progress?: { frames: string; done: string; inReview: string; waiting: string; leased: string };
}

export interface Stats {
  waiting: string;
  leased: string;
  submitted: string;
  submittedByCaller: string;
}

export interface FrameOutline {
  frameIndex: number;
  points: Point[];
}

export interface Caller {
  name: string;
  /** Whether the name comes from the sign-in. */
  signedIn: boolean;
  roles: string[];
}
