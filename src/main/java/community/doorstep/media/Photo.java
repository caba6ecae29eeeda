package community.doorstep.media;

/** A picture as JPEG, and nothing but the picture: no place, no time, no camera. */
public record Photo(byte[] jpeg) {

    @Override
    public String toString() {
        return "Photo[" + jpeg.length + " bytes]";
    }
}
