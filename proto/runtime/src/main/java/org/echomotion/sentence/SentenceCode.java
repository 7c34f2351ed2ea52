package org.echomotion.sentence;

import java.util.Locale;

/**
 * The table of sentences about results and cines. A name is stable: clients that write in another
 * language translate it. A template has the syntax of {@link String#format}, with {@code %s},
 * {@code %d} and {@code %.nf} alone.
 */
public enum SentenceCode {
  // Quality of a clip's result.
  NO_COMPLETE_BEAT("The clip shows no complete beat."),
  ONE_BEAT_REGULAR("Only one beat was averaged. An average in regular rhythm needs %d."),
  ONE_BEAT_IRREGULAR("Only one beat was averaged. An average in irregular rhythm needs %d."),
  FEW_BEATS_REGULAR("Only %d beats were averaged. An average in regular rhythm needs %d."),
  FEW_BEATS_IRREGULAR("Only %d beats were averaged. An average in irregular rhythm needs %d."),
  OUTLINE_UNCERTAIN(
      "The outline is uncertain (%.0f points of ejection fraction). Check it on the overlay."),
  OUTLINE_JITTERS("The outline jitters from frame to frame (%.0f %%)."),
  FRAMES_WITHOUT_OUTLINE("%.0f %% of the frames have no usable outline."),
  VENTRICLE_CUT_OFF(
      "On %.0f %% of the frames the ventricle is cut off by the edge of the picture."),
  FRAME_RATE_LOW(
      "The frame rate is low (%.0f frames per second): end-diastole and end-systole may fall between"
          + " frames."),
  BEATS_DIFFER("The ejection fractions of the beats differ by %.0f points."),
  LENGTH_DIFFERS_ROUND_APEX(
      "The long axis differs by %.0f %% between beats, and the apex is rounder on the shortest: the"
          + " ventricle is foreshortened on some beats."),
  LENGTH_DIFFERS(
      "The long axis differs by %.0f %% between beats: the apex or the annulus was found at different"
          + " places."),
  GAIN_LOW(
      "The gain was too low: the brightest tissue is at gray level %.0f of 255, and %.0f %% of the"
          + " sector is black."),
  GAIN_HIGH(
      "The gain was too high: %.0f %% of the sector is saturated, and half of it is above gray level"
          + " %.0f of 255."),
  SECTOR_SMALL("The ultrasound sector covers only %.0f %% of the picture."),
  SECTOR_CUT_OFF(
      "%.0f %% of the ultrasound sector's outline is cut off by the edge of the picture."),

  // Quality of a result from two views.
  A2C_HIGHER("A4C and A2C differ by %.0f points: the ejection fraction is higher in A2C."),
  A2C_LOWER("A4C and A2C differ by %.0f points: the ejection fraction is lower in A2C."),
  NO_SPACING_IN_A_VIEW("A view has no pixel spacing, so foreshortening cannot be detected."),
  AXES_DIFFER(
      "The long axes of the views differ by %.0f %%: the shorter view may be foreshortened."),
  CYCLES_DIFFER("The heart rates of the views differ: cycles differ by up to %.0f %%."),

  // Why there is no ejection fraction.
  QUALITY_TOO_POOR("The quality is too poor for a reliable ejection fraction."),
  RECORD_AGAIN("Record the cine again, or request results of poor quality too."),
  OTHER_VIEW(
      "The cine shows neither A4C nor A2C. The ejection fraction is measured in these views only. If"
          + " it shows one of them, upload it to another study and state its view."),
  NO_VENTRICLE(
      "The left ventricle was found on only %d of %d frames. Check that the cine shows an apical view"
          + " with the whole left ventricle."),
  NO_BEAT(
      "No beat with end-diastole and end-systole was found in %.1f s of cine. Record at least one"
          + " complete beat, better three."),
  IMPLAUSIBLE_EF(
      "An ejection fraction of %.0f %% is implausible. Check the outline on the overlay."),
  IMPLAUSIBLE_EDV(
      "An end-diastolic volume of %.0f ml is implausible. Check the outline on the overlay and the"
          + " pixel spacing of the cine."),
  IMPLAUSIBLE_LENGTH(
      "A left ventricle of %.0f mm length is implausible. Check the pixel spacing of the cine."),

  // Why a study's result is not biplane.
  NO_VIEW_KNOWN(
      "The study has no clip with the view A4C or A2C. State the view with the upload. Upload both"
          + " views for a biplane ejection fraction."),
  NO_CLIP_OF_VIEW("The study has no %s clip. Upload one for a biplane ejection fraction."),
  SEVERAL_CLIPS_OF_VIEW("It has %d %s clips; the newest one of the best grade is used."),
  SEVERAL_CLIPS("It has %d clips of unknown view; the newest one of the best grade is used."),
  VIEW_WITHOUT_EF("The %s clip has no ejection fraction:"),
  VIEW_OF_POOR_QUALITY("The %s clip is of poor quality:"),
  CLIP_OF_OLDER_VERSION(
      "A clip was measured by an older version of EchoMotion. Upload both clips again."),
  VIEW_FORESHORTENED(
      "The %s clip is foreshortened: its long axis is %.0f %% shorter than that of the other view."
          + " Record it again with the probe over the apex."),
  VIEWS_DO_NOT_MATCH("The two views do not match."),

  // How an interval was computed.
  INTERVAL_UNCALIBRATED(
      "Error propagation from the spread between expert readers, the spread between beats and the"
          + " uncertainty of the outline. Not calibrated: the model has no calibration."),
  INTERVAL_CONFORMAL("Conformal prediction from the studies of %s (calibration %s of %s, %s)."),
  INTERVAL_LOOKS_ALIKE("The picture looks like theirs."),
  INTERVAL_LOOKS_UNLIKE(
      "The picture looks like none of theirs, so the interval is the widest of all these sets."),
  INTERVAL_ELSEWHERE(
      "The coverage is unknown for a hospital without studies among them: recalibrate on its own"
          + " studies."),

  // How properties of a cine are known.
  SPACING_REGION_UNSTATED("The ultrasound region does not state what it shows; tissue is assumed."),
  SPACING_SCREEN_UNKNOWN(
      "The stated ultrasound region reaches beyond the picture, and the size of the screen that it"
          + " was drawn on is unknown; lengths and volumes cannot be measured."),
  SPACING_SHRUNK(
      "The picture was shrunk by a factor of %s after its pixel spacing was stated. The pixel spacing"
          + " was corrected."),
  SPACING_NOT_OF_REGION("The ultrasound region states no scale; the pixel spacing is used."),
  SPACING_CONTRADICTS_REGION(
      "The pixel spacing differs from the scale of the ultrasound region, which is used."),
  SPACING_ONE_AXIS("The scale is stated along one axis; square pixels are assumed."),
  SPACING_ONE_VALUE("The pixel spacing has one value; square pixels are assumed."),
  SPACING_OF_SCAN(
      "The scale is taken from the spacing of the scan or of the detector, which may differ from the"
          + " picture's."),
  ASPECT_UNREADABLE("The pixel aspect ratio is not readable; square pixels are assumed."),
  ASPECT_CONTRADICTS_SCALE(
      "The pixel aspect ratio contradicts the scale of the two axes, which is used."),
  ROTATION_NOT_APPLIED(
      "The file states a rotation that is not a multiple of 90 degrees; it is not applied."),
  TIMES_REPLACED(
      "The file states frame times that cannot be true; the usual interval of %.1f ms replaces them."),
  TIMES_WITH_PAUSE(
      "The longest pause between frames is at least %.1f s; nothing is measured across a pause."),
  TIMES_MOSTLY_PAUSE("The cine pauses for longer than it runs, so no heartbeat can be timed."),
  TIMES_FOR_INCREMENTS(
      "The frame time vector holds times instead of increments; they are taken as times."),
  TIMES_OF_SOME_FRAMES("The file states the times of some frames only."),
  RATE_FROM_ACQUISITION("The frame rate is computed from the acquisition duration of a frame."),
  RATE_FROM_FRAME_DURATION(
      "The frame rate is computed from the actual frame duration, %.1f frames per second."),
  RATE_OF_DISPLAY(
      "The file states a cine rate for display only; it is taken as the frame rate, %.1f frames per"
          + " second."),
  RATE_RECOMMENDED(
      "The file recommends a display rate only; it is taken as the frame rate, %.1f frames per"
          + " second."),
  RATE_FROM_DURATION(
      "The frame rate is the number of frames divided by the stated duration, %.1f frames per"
          + " second."),
  GRAY_WINDOW_UNSTATED(
      "The file states no gray window; the stored values from %d to %d are shown from black to"
          + " white."),
  GRAY_LEVELS_LOWER(
      "The file states gray levels from 16 to 235 but has lower levels; they are used unchanged."),
  COLOUR_LAYOUT_DETECTED(
      "The pixel data does not have the stated colour layout; the layout is detected from its"
          + " length."),
  EXCESS_PIXELS("The pixel data is %d bytes longer than its %d frames; the excess is ignored."),
  FRAME_COUNT_DIFFERS("The file states %d frame(s) and holds %d; all %d are used."),
  FRAME_COUNT_UNSTATED("The file does not state its number of frames; %d were counted."),
  COLOUR_OVER_VENTRICLE(
      "The file states colour Doppler over the ventricle, which hides its border."),
  COLOUR_OVER_TISSUE("The file states colour Doppler over a part of the tissue."),
  OTHER_CONTENT(
      "The file states that it is %s. The caller asked to measure it as an ultrasound cine."),
  ULTRASOUND_ASSUMED("The file does not state that it is ultrasound; ultrasound is assumed."),
  STATES_OTHER_VIEW(
      "The file states %s, which is neither the apical four-chamber nor the apical two-chamber view."),
  DIFFERENT_SCALES(
      "The file states tissue pictures with different scales. Export each as a cine of its own."),
  LEFT_PLANE("The picture shows two planes. This is the left one."),
  RIGHT_PLANE("The picture shows two planes. This is the right one."),
  UPPER_PLANE("The picture shows two planes. This is the upper one."),
  LOWER_PLANE("The picture shows two planes. This is the lower one."),
  VIEW_OF_FILE_UNUSED(
      "The view %s that the file states cannot be the view of both planes, and was not used."),
  VIEW_OF_CALLER_UNUSED(
      "The view %s that the caller states cannot be the view of both planes, and was not used."),
  PLANE_UNKNOWN(
      "The picture shows several planes, and it is not known which one was measured. Export each as a"
          + " cine of its own."),
  TEXT_IN_SECTOR(
      "Text was detected inside the ultrasound sector. It is still in the stored frames; check that it"
          + " does not identify the patient.");

  private final String template;

  SentenceCode(String template) {
    this.template = template;
  }

  /** The sentence in English, with its values. */
  public String text(Object... values) {
    return String.format(Locale.ROOT, template, values);
  }

  /**
   * The sentence in English, with the places of its values in the syntax of {@link String#format}.
   */
  public String template() {
    return template;
  }
}
