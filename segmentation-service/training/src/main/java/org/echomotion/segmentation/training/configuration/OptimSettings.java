package org.echomotion.segmentation.training.configuration;

/**
 * Group {@code optim}.
 *
 * @param epochs passes over the data
 * @param batch frames per step
 * @param dice weight of soft Dice, added to the cross-entropy
 * @param rate peak of the learning rate
 * @param warmUp epochs of linear warm-up
 * @param decay decoupled decay of kernels, per unit of learning rate
 * @param clip largest global norm of the gradient
 * @param average decay of the exponential moving average of the weights; the averaged weights are
 *     scored and exported
 * @param validateEvery epochs between scores of the valid split
 * @param patience number of scores without a better one until training stops; 0 is off
 */
public record OptimSettings(
    int epochs,
    int batch,
    double dice,
    double rate,
    double warmUp,
    double decay,
    double clip,
    double average,
    int validateEvery,
    int patience) {

  public OptimSettings {
    Bounds.atLeast("optim.epochs", epochs, 1);
    Bounds.atLeast("optim.batch", batch, 1);
    Bounds.notNegative("optim.dice", dice);
    Bounds.positive("optim.rate", rate);
    Bounds.notNegative("optim.warm_up", warmUp);
    Bounds.notNegative("optim.decay", decay);
    Bounds.positive("optim.clip", clip);
    Bounds.belowOne("optim.average", average);
    Bounds.atLeast("optim.validate_every", validateEvery, 1);
    Bounds.atLeast("optim.patience", patience, 0);
  }
}
