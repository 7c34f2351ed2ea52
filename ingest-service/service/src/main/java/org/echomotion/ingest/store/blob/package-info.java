/**
 * Frames as blobs. In: the working and the display frames of a clip. Out: any range of them.
 * Uploads are files here until they are decoded, and for a while if they break off. Each tenant has
 * a folder of its own.
 */
package org.echomotion.ingest.store.blob;
