package org.echomotion.activelearning.api.label;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.echomotion.activelearning.exchange.FrameSizes;
import org.echomotion.activelearning.exchange.ImportLimits;
import org.echomotion.activelearning.exchange.InvalidLabelException;
import org.echomotion.activelearning.exchange.LabelledFrame;
import org.echomotion.activelearning.exchange.annotationweb.AnnotationWebReader;
import org.echomotion.activelearning.exchange.coco.CocoReader;
import org.echomotion.activelearning.exchange.cvat.CvatReader;
import org.echomotion.activelearning.exchange.echonet.VolumeTracingsReader;
import org.echomotion.activelearning.exchange.labelstudio.LabelStudioReader;
import org.echomotion.activelearning.exchange.nifti.NiftiReader;

/** A format of label files. */
enum LabelFileFormat {
  COCO,
  LABEL_STUDIO,
  CVAT,
  ANNOTATIONWEB,
  ECHONET,
  NIFTI;

  private static final Pattern NIFTI_NAME = Pattern.compile("(?:.*/)?([^/]+)[.]nii(?:[.]gz)?");

  /** A file of an archive. */
  record LabelFile(String name, byte[] content) {

    InputStream open() {
      return new ByteArrayInputStream(content);
    }
  }

  /** The format of a name such as "label-studio"; empty if there is none. */
  static Optional<LabelFileFormat> named(String name) {
    return Arrays.stream(values()).filter(format -> format.words().equals(name)).findFirst();
  }

  /** The name, for example "label-studio". */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Reads the labels of a file.
   *
   * @param reader the reader of labels that do not name one
   * @param sizes the sizes of the clips, for formats that do not state them
   * @throws org.echomotion.error.EchoMotionException BAD_IMPORT
   */
  List<LabelledFrame> read(LabelFile file, String reader, FrameSizes sizes) throws IOException {
    ImportLimits limits = ImportLimits.DEFAULT;
    return switch (this) {
      case COCO -> CocoReader.read(file.open(), reader, limits);
      case LABEL_STUDIO -> LabelStudioReader.read(file.open(), reader, limits);
      case CVAT -> CvatReader.read(file.open(), reader, limits);
      case ANNOTATIONWEB -> AnnotationWebReader.read(file.open(), reader, sizes, limits);
      case ECHONET -> VolumeTracingsReader.read(file.open(), reader, sizes, limits);
      case NIFTI -> nifti(file, reader, sizes);
    };
  }

  private static List<LabelledFrame> nifti(LabelFile file, String reader, FrameSizes sizes)
      throws IOException {
    Matcher name = NIFTI_NAME.matcher(file.name());
    if (!name.matches()) {
      throw new InvalidLabelException("it is not named <clip>.nii or <clip>.nii.gz").at("the file");
    }
    String clip = name.group(1);
    try {
      return NiftiReader.read(file.open(), clip, sizes.of(clip), reader, ImportLimits.DEFAULT);
    } catch (InvalidLabelException e) {
      throw e.at("the file");
    }
  }
}
