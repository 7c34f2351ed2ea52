/** The messages of the contract echomotion.segmentation.v1 about models, in their JSON form. */

export interface ModelMetric {
  /** Names of the data, separated by commas. Empty if they are not stated. */
  dataSet?: string;
  name: string;
  value?: number;
  /** The 95 % confidence interval. */
  lower?: number;
  upper?: number;
}

export interface Model {
  name: string;
  version: string;
  sha256?: string;
  licence?: string;
  citation?: string;
  createdAt?: string;
  trainedOn?: string[];
  metrics?: ModelMetric[];
}
