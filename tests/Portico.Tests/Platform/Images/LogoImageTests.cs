using System.Security.Cryptography;
using Portico.Platform.Images;
using SkiaSharp;

namespace Portico.Tests.Platform.Images;

public sealed class LogoImageTests
{
    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Reads_the_three_formats(SKEncodedImageFormat format)
    {
        var logo = LogoImage.Read(Pictures.Encode(format, 300, 120)).Require();

        Assert.Equal((300, 120, "image/png"), (logo.Width, logo.Height, logo.ContentType));
        Assert.Equal(SKEncodedImageFormat.Png, FormatOf(logo));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(logo.Bytes)), logo.Hash);
    }

    [Theory]
    [InlineData(2000, 1000, 512, 256)]
    [InlineData(1000, 2000, 256, 512)]
    [InlineData(513, 513, 512, 512)]
    [InlineData(512, 512, 512, 512)]
    [InlineData(16, 16, 16, 16)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(4096, 2, 512, 1)]
    [InlineData(2, 4096, 1, 512)]
    public void Fits_512_pixels_and_keeps_the_shape(int width, int height, int fittedWidth, int fittedHeight)
    {
        var logo = LogoImage.Read(Pictures.Encode(SKEncodedImageFormat.Png, width, height)).Require();
        using var decoded = SKBitmap.Decode(logo.Bytes);

        Assert.Equal((fittedWidth, fittedHeight), (logo.Width, logo.Height));
        Assert.Equal((fittedWidth, fittedHeight), (decoded.Width, decoded.Height));
    }

    [Fact]
    public void Keeps_colour_and_transparency()
    {
        var logo = LogoImage.Read(Pictures.Encode(SKEncodedImageFormat.Png, 2000, 1000)).Require();
        using var decoded = SKBitmap.Decode(logo.Bytes);

        Assert.Equal(0, decoded.GetPixel(2, 2).Alpha);
        Assert.Equal(SKColors.Crimson, decoded.GetPixel(256, 128));
    }

    [Fact]
    public void Stores_a_photograph_as_jpeg()
    {
        var logo = LogoImage.Read(Pictures.Photograph(SKEncodedImageFormat.Jpeg, 600)).Require();

        Assert.Equal("image/jpeg", logo.ContentType);
        Assert.Equal(SKEncodedImageFormat.Jpeg, FormatOf(logo));
        Assert.InRange(logo.Bytes.Length, 1, LogoImage.MaxUploadSize);
    }

    // The corner that is red in the picture as meant, for each way of storing it (Exif, tag Orientation).
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(4, 0, 1)]
    [InlineData(5, 0, 0)]
    [InlineData(6, 1, 0)]
    [InlineData(7, 1, 1)]
    [InlineData(8, 0, 1)]
    public void Turns_a_picture_upright(byte orientation, int right, int bottom)
    {
        var stored = Pictures.Encode(
            SKEncodedImageFormat.Jpeg,
            80,
            40,
            canvas =>
            {
                canvas.Clear(SKColors.White);
                using var paint = new SKPaint { Color = SKColors.Red };
                canvas.DrawRect(0, 0, 20, 20, paint);
            }
        );

        var logo = LogoImage.Read(Pictures.WithExif(stored, orientation, "")).Require();

        using var decoded = SKBitmap.Decode(logo.Bytes);
        var isOnItsSide = orientation >= 5;
        Assert.Equal(isOnItsSide ? (40, 80) : (80, 40), (decoded.Width, decoded.Height));
        for (var corner = 0; corner < 4; corner++)
        {
            var (x, y) = (corner % 2, corner / 2);
            var pixel = decoded.GetPixel(x == 0 ? 8 : decoded.Width - 9, y == 0 ? 8 : decoded.Height - 9);
            Assert.Equal((x, y) == (right, bottom), pixel.Green < 100);
        }
    }

    [Fact]
    public void Keeps_nothing_of_the_file_but_its_pixels()
    {
        var stored = Pictures.WithExif(Pictures.Encode(SKEncodedImageFormat.Jpeg, 80, 40), 1, "GPS 47.4979 N <script>alert(1)</script>");
        byte[] polyglot = [.. stored, .. "<script>alert(2)</script>PK\x03\x04"u8];

        var logo = LogoImage.Read(polyglot).Require();

        Assert.Equal(-1, logo.Bytes.AsSpan().IndexOf("script"u8));
        Assert.Equal(-1, logo.Bytes.AsSpan().IndexOf("47.4979"u8));
        Assert.Equal(-1, logo.Bytes.AsSpan().IndexOf("Exif"u8));
    }

    [Fact]
    public void Takes_the_first_frame_of_an_animation()
    {
        var logo = LogoImage.Read(Pictures.AnimatedWebp).Require();
        using var decoded = SKBitmap.Decode(logo.Bytes);

        Assert.Equal((8, 6), (logo.Width, logo.Height));
        Assert.Equal(SKColors.Red, decoded.GetPixel(4, 3));
    }

    [Fact]
    public void Gives_the_same_bytes_for_the_same_upload()
    {
        var upload = Pictures.Encode(SKEncodedImageFormat.Png, 700, 300);

        Assert.Equal(LogoImage.Read(upload).Require().Hash, LogoImage.Read(upload).Require().Hash);
        Assert.NotEqual(
            LogoImage.Read(upload).Require().Hash,
            LogoImage.Read(Pictures.Encode(SKEncodedImageFormat.Png, 701, 300)).Require().Hash
        );
    }

    private static SKEncodedImageFormat FormatOf(LogoImage logo)
    {
        using var codec = SKCodec.Create(new MemoryStream(logo.Bytes));
        return codec.EncodedFormat;
    }
}
