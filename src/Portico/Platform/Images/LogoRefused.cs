using System.Globalization;
using Portico.Platform.Operations;

namespace Portico.Platform.Images;

/// <summary>An upload that can't be a logo.</summary>
public sealed record LogoRefused(string Why, string Words) : Invalid(Why, Words, "Logo")
{
    public static LogoRefused Empty { get; } = new("logo-empty", "The file is empty. Choose a PNG, JPEG or WebP picture.");

    public static LogoRefused TooLarge { get; } = new("logo-too-large", "The file is larger than 1 MiB. Choose a smaller picture.");

    public static LogoRefused Svg { get; } =
        new("logo-format", "SVG files can't be used, because they can carry scripts. Save the logo as PNG and upload that.");

    public static LogoRefused Format { get; } =
        new("logo-format", "The file is not a PNG, JPEG or WebP picture. Save the logo in one of these formats and upload that.");

    public static LogoRefused Damaged { get; } =
        new("logo-damaged", "The picture is damaged or incomplete. Save it again and upload that.");

    public static LogoRefused Dimensions(int width, int height) =>
        new(
            "logo-dimensions",
            string.Create(
                CultureInfo.InvariantCulture,
                $"The picture has {width} × {height} pixels. Choose one with at most {LogoImage.MaxSide} pixels on each side and 16 million in all."
            )
        );
}
