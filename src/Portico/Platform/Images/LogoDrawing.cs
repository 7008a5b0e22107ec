using SkiaSharp;

namespace Portico.Platform.Images;

/// <summary>Decodes the first frame of a picture, turns it upright, and scales it down to fit a square.</summary>
internal static class LogoDrawing
{
    /// <summary>Null when the picture is damaged or incomplete. A smaller picture keeps its size.</summary>
    public static SKBitmap? Draw(SKCodec codec, int side)
    {
        using var decoded = Decode(codec);
        if (decoded is null)
        {
            return null;
        }

        var upright = Upright(codec.EncodedOrigin, decoded.Width, decoded.Height);
        var scale = Math.Min(1f, (float)side / Math.Max(decoded.Width, decoded.Height));
        var size = IsOnItsSide(codec.EncodedOrigin)
            ? new SKSizeI(decoded.Height, decoded.Width)
            : new SKSizeI(decoded.Width, decoded.Height);
        var logo = new SKBitmap(Pixels(Scaled(size.Width, scale), Scaled(size.Height, scale)));

        using var canvas = new SKCanvas(logo);
        using var picture = SKImage.FromPixels(decoded.PeekPixels());
        canvas.Clear(SKColors.Transparent);
        canvas.Scale((float)logo.Width / size.Width, (float)logo.Height / size.Height);
        canvas.Concat(upright);
        canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        return logo;
    }

    private static SKBitmap? Decode(SKCodec codec)
    {
        var decoded = new SKBitmap();
        if (
            decoded.TryAllocPixels(Pixels(codec.Info.Width, codec.Info.Height))
            && codec.GetPixels(decoded.Info, decoded.GetPixels()) == SKCodecResult.Success
        )
        {
            return decoded;
        }

        decoded.Dispose();
        return null;
    }

    private static SKImageInfo Pixels(int width, int height) =>
        new(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, SKColorSpace.CreateSrgb());

    private static int Scaled(int length, float scale) => Math.Max(1, (int)MathF.Round(length * scale));

    private static bool IsOnItsSide(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>From the pixels as stored to the picture as meant (Exif 2.32 §4.6.4, tag Orientation).</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, int width, int height) =>
        origin switch
        {
            SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
            SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
            SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
            SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
            SKEncodedOrigin.RightTop => Matrix(0, -1, height, 1, 0, 0),
            SKEncodedOrigin.RightBottom => Matrix(0, -1, height, -1, 0, width),
            SKEncodedOrigin.LeftBottom => Matrix(0, 1, 0, -1, 0, width),
            _ => SKMatrix.Identity,
        };

    private static SKMatrix Matrix(float scaleX, float skewX, float moveX, float skewY, float scaleY, float moveY) =>
        new(scaleX, skewX, moveX, skewY, scaleY, moveY, 0, 0, 1);
}
