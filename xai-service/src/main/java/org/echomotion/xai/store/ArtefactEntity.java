package org.echomotion.xai.store;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

// Hibernate sets the fields.
@SuppressWarnings("NullAway.Init")
@Entity
@Table(schema = "xai", name = "artefact")
class ArtefactEntity {

  @EmbeddedId Key key;

  @Column(name = "media_type")
  String mediaType;

  @Column(name = "length_bytes")
  long lengthBytes;

  String sha256;

  StoredArtefact toRecord() {
    return new StoredArtefact(key.name, mediaType, lengthBytes, sha256);
  }

  // Hibernate sets the fields.
  @SuppressWarnings("NullAway.Init")
  @Embeddable
  static class Key implements Serializable {

    private static final long serialVersionUID = 1L;

    @Column(name = "explanation_id")
    UUID explanationId;

    String name;

    Key() {}

    Key(UUID explanationId, String name) {
      this.explanationId = explanationId;
      this.name = name;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && explanationId.equals(key.explanationId)
          && name.equals(key.name);
    }

    @Override
    public int hashCode() {
      return Objects.hash(explanationId, name);
    }
  }
}
